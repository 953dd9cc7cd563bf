# Reads the dataset in this folder into data frames, in R 3.5 or newer with the package jsonlite:
#
#     source("FOLDER/load.R")
#     data <- read_dataset("FOLDER")
#     head(data$acts[c("title", "label", "role_speaker", "role_addressee", "quote")])
#
# documents, spans, slots, dyads, units: the tables in data/, a row as README.md says. acts: a row a span whose label has
# roles, with a column role_… for who or what fills each. agreement: a row a coefficient. codebook: a list.
# start and stop count code points from 0: substr(text, start + 1, stop) is the quote. Several values in a cell stand with
# " | " between them. What a row has not is "" or 0; in agreement a missing number is NA.

read_dataset <- function(folder = ".", verify = TRUE) {
  if (!requireNamespace("jsonlite", quietly = TRUE)) stop("install.packages(\"jsonlite\") first", call. = FALSE)
  anew <- ". Get the dataset anew."
  if (grepl("[.]zip$", folder, ignore.case = TRUE) && !dir.exists(folder)) {
    unpacked <- tempfile()
    utils::unzip(folder, exdir = unpacked)
    found <- list.files(unpacked, "^codebook[.]json$", recursive = TRUE, full.names = TRUE)
    if (length(found) == 0) stop(folder, " holds no codebook.json: name the archive of a published dataset", call. = FALSE)
    folder <- dirname(found[which.min(nchar(found))])
  }
  if (!file.exists(file.path(folder, "codebook.json"))) {
    stop(folder, " holds no codebook.json: name the folder of a published dataset", call. = FALSE)
  }
  # Half a table would give wrong figures. R of before 4.5 cannot compute these sums, and sees only what is missing.
  sums <- file.path(folder, "SHA256SUMS")
  listed <- if (verify && file.exists(sums)) readLines(sums, warn = FALSE) else character(0)
  for (line in grep("^\\w+  (data/.*|codebook[.]json|agreement[.]json)$", listed, value = TRUE)) {
    name <- sub("^\\w+  ", "", line)
    path <- file.path(folder, name)
    if (!file.exists(path)) stop(folder, ": ", name, " is missing", anew, call. = FALSE)
    is_old <- !exists("sha256sum", asNamespace("tools"), inherits = FALSE)
    if (!is_old && unname(get("sha256sum", asNamespace("tools"))(path)) != sub("  .*", "", line)) {
      stop(folder, ": ", name, " is not as it was published (SHA256SUMS says so)", anew,
           " If you changed it yourself, say verify = FALSE.", call. = FALSE)
    }
  }
  # Marked as UTF-8 and not translated, so that they are the same in every locale, "C" too.
  lines_of <- function(path) readLines(path, encoding = "UTF-8", warn = FALSE)
  json_of <- function(text, path, ...) {
    tryCatch(
      jsonlite::fromJSON(text, ...),
      error = function(problem) stop(path, " cannot be read", anew, call. = FALSE)
    )
  }
  object_of <- function(path) json_of(paste(lines_of(path), collapse = "\n"), path, simplifyVector = FALSE)
  # What a table has where it has no rows.
  whole <- c("start", "stop", "page", "last_page", "unit", "force_rank")
  base <- list(
    documents = "title text text_sha256 coders metadata",
    spans = "span_id layer layer_kind coder label label_name start stop extents quote note doubt page last_page actor
      actor_id decision_rule decision_reason",
    slots = "span_id role role_name filler_span_id actor actor_id value quote start stop",
    dyads = "document document_date source_name source_iso3 source_cow target_name target_iso3 target_cow act force
      force_rank quote start stop act_id layer coder",
    units = "unit start stop quote"
  )
  empty <- function(name) {
    columns <- c("document_id", strsplit(base[[name]], "\\s+")[[1]], "split")
    typed <- lapply(columns, function(one) if (one %in% whole) integer(0) else if (one == "doubt") logical(0) else "")
    as.data.frame(stats::setNames(lapply(typed, utils::head, 0), columns), stringsAsFactors = FALSE)
  }

  # All parts of a table, each row with the part that it stands in; "" where the dataset is not divided.
  table_of <- function(name) {
    files <- sort(list.files(file.path(folder, "data"), paste0("^", name, "(-\\w+)?[.]jsonl$")))
    parts <- lapply(files, function(file) {
      path <- file.path(folder, "data", file)
      lines <- lines_of(path)
      rows <- json_of(paste0("[", paste(lines[nzchar(lines)], collapse = ","), "]"), path)
      if (is.null(rows$split) || !any(nzchar(rows$split))) {
        rows$split <- sub(paste0("^", name, "-?(\\w*)[.]jsonl$"), "\\1", file)
      }
      rows
    })
    if (length(parts) > 0) do.call(rbind, parts) else empty(name)
  }

  tables <- c("documents", "spans", "slots", "dyads", "units")
  data <- stats::setNames(lapply(tables, table_of), tables)
  data$codebook <- object_of(file.path(folder, "codebook.json"))

  # A row for each span whose label has roles. A role: the actor, else the words, else implicit, collective and so on.
  acting <- Filter(function(label) length(label$roles) > 0, data$codebook$labels)
  roles <- unique(unlist(lapply(acting, function(label) vapply(label$roles, function(role) role$id, ""))))
  roles <- c(roles, setdiff(sort(unique(data$slots$role), method = "radix"), roles))
  acts <- data$spans[data$spans$label %in% vapply(acting, function(label) label$id, ""), , drop = FALSE]
  acts$title <- data$documents$title[match(acts$document_id, data$documents$document_id)]
  slots <- data$slots
  filler <- ifelse(nzchar(slots$actor), slots$actor, ifelse(nzchar(slots$quote), slots$quote, slots$value))
  for (role in roles) {
    there <- slots$role == role
    filled <- tapply(filler[there], slots$span_id[there], paste, collapse = " | ")
    said <- as.character(filled[match(acts$span_id, names(filled))])
    acts[[paste0("role_", role)]] <- ifelse(is.na(said), "", said)
  }
  rownames(acts) <- NULL
  data$acts <- acts

  path <- file.path(folder, "agreement.json")
  figures <- if (file.exists(path)) object_of(path)$figures else list()
  text_of <- function(value) if (is.null(value)) "" else paste(unlist(value), collapse = " | ")
  number_of <- function(value) if (is.null(value)) NA_real_ else as.numeric(value)
  texts <- c("aspect", "label", "part", "coders", "coefficient", "title", "undefined")
  numbers <- c("value", "n", "documents")
  ends <- c("low", "high", "level")
  data$agreement <- data.frame(
    c(
      lapply(stats::setNames(texts, texts), function(name) vapply(figures, function(one) text_of(one[[name]]), "")),
      lapply(stats::setNames(numbers, numbers), function(name) vapply(figures, function(one) number_of(one[[name]]), 0)),
      lapply(stats::setNames(ends, ends), function(name) vapply(figures, function(one) number_of(one$interval[[name]]), 0))
    ),
    stringsAsFactors = FALSE
  )
  data
}
