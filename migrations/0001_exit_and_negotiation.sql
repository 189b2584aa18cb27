CREATE TABLE price (
  kind TEXT NOT NULL,
  provider TEXT NOT NULL,
  region TEXT NOT NULL,
  item TEXT NOT NULL,
  body TEXT NOT NULL,
  as_of TEXT NOT NULL,
  source TEXT NOT NULL,
  grade TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  PRIMARY KEY (kind, provider, region, item)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE utilisation (
  resource_id TEXT NOT NULL,
  container TEXT NOT NULL,
  window_from TEXT NOT NULL,
  window_to TEXT NOT NULL,
  body TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (resource_id, container)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  vendor TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE offer (
  id TEXT PRIMARY KEY,
  vendor TEXT NOT NULL,
  offered_on TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
