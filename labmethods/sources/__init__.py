"""Where values come from: public statistics, spreadsheets and questionnaires."""
