-- Run once by Postgres' image on an empty volume: the bot owns its database and nothing else of the server.
\set ON_ERROR_STOP on
\set password `cat /run/secrets/database_password`
CREATE ROLE gw2optimizer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE gw2optimizer OWNER gw2optimizer;
REVOKE ALL ON DATABASE gw2optimizer FROM PUBLIC;
