# What the script in a published folder makes of it: a question a line, an answer a line, as in answering.py.

library(jsonlite)

frames <- function(folder, script) {
  source(script, local = TRUE)
  data <- read_dataset(folder)
  lapply(data[c("documents", "spans", "acts", "slots", "dyads", "units", "agreement")], function(frame) {
    list(columns = as.list(names(frame)), rows = lapply(seq_len(nrow(frame)), function(i) as.list(frame[i, ])))
  })
}

questions <- file("stdin", "r", encoding = "UTF-8")
while (length(line <- readLines(questions, 1)) > 0) {
  asked <- fromJSON(line, simplifyVector = FALSE)
  cat(toJSON(do.call(asked$ask, asked$given), auto_unbox = TRUE, na = "null", digits = NA), "\n", sep = "")
  flush(stdout())
}
