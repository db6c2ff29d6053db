#!/bin/sh
# The owner of the database is no superuser: it makes the logins of the application and of the keeper, and nothing else on the server.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$POSTGRES_PASSWORD" --username=postgres <<SQL
create role passerelle login createrole password :'password';
create database passerelle owner passerelle;
SQL
