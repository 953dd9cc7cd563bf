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

read_dataset <- function(folder = ".") {
  if (!requireNamespace("jsonlite", quietly = TRUE)) stop("install.packages(\"jsonlite\") first", call. = FALSE)
  if (!file.exists(file.path(folder, "codebook.json"))) {
    stop(folder, " holds no codebook.json: name the folder of a published dataset", call. = FALSE)
  }
  # Marked as UTF-8 and not translated, so that they are the same in every locale, "C" too.
  lines_of <- function(path) readLines(path, encoding = "UTF-8", warn = FALSE)
  json_of <- function(path, ...) jsonlite::fromJSON(paste(lines_of(path), collapse = "\n"), ...)
  base <- c("document_id", "span_id", "title", "text", "label", "role", "actor", "quote", "value", "start", "stop")

  # All parts of a table, each row with the part that it stands in; "" where the dataset is not divided.
  table_of <- function(name) {
    files <- sort(list.files(file.path(folder, "data"), paste0("^", name, "(-\\w+)?[.]jsonl$")))
    parts <- lapply(files, function(file) {
      lines <- lines_of(file.path(folder, "data", file))
      rows <- jsonlite::fromJSON(paste0("[", paste(lines[nzchar(lines)], collapse = ","), "]"))
      if (is.null(rows$split) || !any(nzchar(rows$split))) {
        rows$split <- sub(paste0("^", name, "-?(\\w*)[.]jsonl$"), "\\1", file)
      }
      rows
    })
    if (length(parts) > 0) do.call(rbind, parts) else as.data.frame(sapply(base, function(one) character(0)))
  }

  tables <- c("documents", "spans", "slots", "dyads", "units")
  data <- stats::setNames(lapply(tables, table_of), tables)
  data$codebook <- json_of(file.path(folder, "codebook.json"), simplifyVector = FALSE)

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
  figures <- if (file.exists(path)) json_of(path, simplifyVector = FALSE)$figures else list()
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
