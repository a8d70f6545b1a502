"""One file per version of the tables. A step that was released is never changed; the next one corrects it."""
