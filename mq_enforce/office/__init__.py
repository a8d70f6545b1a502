"""The office as dated values: agency, officers and certificates, roles, number series."""
