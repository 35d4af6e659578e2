"""What is set, and can be asked for in every phase: settings, profile, version, the day, the builders."""
