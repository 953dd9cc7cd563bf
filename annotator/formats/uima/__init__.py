"""What UIMA's annotation tools (INCEpTION, WebAnno, DKPro) write: WebAnno TSV, CAS XMI, CAS JSON."""
