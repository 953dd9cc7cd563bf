# What R makes of files by its defaults: a question a line, an answer a line, as in answering.py.
# A cell is its class and its text, null where it is missing.

library(jsonlite)

cells <- function(column) {
  texts <- if (is.double(column)) sprintf("%.17g", column) else as.character(column)
  texts[is.na(column)] <- NA
  lapply(enc2utf8(texts), function(text) I(c(class(column)[1], text)))
}

read_csv <- function(path) lapply(unname(as.list(read.csv(path))), cells)

first_cells <- function(texts) lapply(texts, function(text) cells(read.csv(text = text)[1, 1])[[1]])

questions <- file("stdin", "r", encoding = "UTF-8")
while (length(line <- readLines(questions, 1)) > 0) {
  asked <- fromJSON(line, simplifyVector = FALSE)
  cat(toJSON(do.call(asked$ask, asked$given), auto_unbox = TRUE, na = "null"), "\n", sep = "")
  flush(stdout())
}
