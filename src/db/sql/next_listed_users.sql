-- The next page of the cursor.
FETCH 500 FROM listed_users;
