"""What people see: one room for each reader. Fetches, lays out and asks for actions; decides nothing itself."""
