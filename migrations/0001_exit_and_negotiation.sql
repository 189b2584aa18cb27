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
--> statement-breakpoint
CREATE TABLE source_setting (
  source TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  body TEXT NOT NULL,
  read_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE source_unit (
  source TEXT NOT NULL,
  unit TEXT NOT NULL,
  version TEXT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (source, unit)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE schedule (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE night (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'interrupted')),
  started_at TEXT NOT NULL,
  finished_at TEXT,
  body TEXT NOT NULL
) STRICT;
