"""What Adjudicate and Feedback share: how a case is worded, and its lanes under the text."""
