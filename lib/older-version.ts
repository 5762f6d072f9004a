export const madeByVersion01 =
  "This data was made by version 0.1, which this version cannot read. Start with another DESK_DATA_DIR (or DATABASE_URL): payments are read from PortOne again. What was recorded by 0.1 stays in the old one, for version 0.1 to show.";
