"""Articles, statutes, periods, calendars, thresholds, matters and discretion: rules as data that cite their article."""
