//! What to type or set next, for each failure of the users database.

use super::{NETWORK, TRANSIENT, made_by, say};
use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::db::identifier;
use cruddur::error::{DatabaseError, LoginRefusal, Rule};

/// The hint of an error.
pub fn hint(error: &DatabaseError, repeat: &Repeat) -> Option<String> {
    let is_prod = repeat.is_prod;
    match error {
        DatabaseError::NoSchema { elsewhere, .. } => Some(match elsewhere.first() {
            Some(schema) => {
                format!("CREATE VIEW public.users AS SELECT * FROM {}.users shows it to this tool", identifier(schema))
            }
            None => made_by("db schema-load", repeat),
        }),
        DatabaseError::MissingColumns { columns, .. } => {
            Some(format!("ALTER TABLE public.users ADD COLUMN {} text", columns.join(" text, ADD COLUMN ")))
        }
        DatabaseError::NoPrivilege { privileges, .. } if privileges.is_empty() => Some(repeat.run("doctor")),
        DatabaseError::NoPrivilege { .. } => say("let the owner GRANT them to this role, or connect as another one"),
        DatabaseError::ReadOnly { .. } => {
            say("connect to the primary, or as a role without default_transaction_read_only")
        }
        DatabaseError::NotWritable { .. } => say("connect where users is a table; what only reads works as it is"),
        DatabaseError::RowSecurity { .. } => say("connect as the owner of the table, or as a role with BYPASSRLS"),
        DatabaseError::RowsSkipped { .. } => Some(format!(
            "row-level security, a trigger or another session is in between; cruddur doctor{repeat} looks at the first"
        )),
        DatabaseError::Rule { rule, .. } => rule_hint(rule),
        DatabaseError::Unreachable { .. } if is_prod => say(NETWORK),
        DatabaseError::Unreachable { .. } => {
            say("start it, or name another database by --database-url, or take --embedded")
        }
        DatabaseError::ConnectionLost { .. } => say("the same command with --dry-run says what is left to do"),
        DatabaseError::Timeout { .. } => {
            say("see what holds its locks, or give it longer by --timeout; --dry-run says what is left to do")
        }
        DatabaseError::NoDatabase { name, server, .. } => Some(if is_prod {
            let sql = format!("CREATE DATABASE {}", identifier(name));
            format!("psql {} -c {} creates it", quoted(server), quoted(&sql))
        } else {
            format!("cruddur setup{repeat} creates it, with everything in it")
        }),
        DatabaseError::NotAdmitted { is_encrypted: false, .. } if is_prod => {
            say("sslmode=verify-full in the URL: the server lets nobody in without TLS")
        }
        DatabaseError::NotAdmitted { is_encrypted: false, .. } => {
            say("sslmode=require in the URL: the server lets nobody in without TLS")
        }
        DatabaseError::NotAdmitted { .. } => say(
            "add a line for this user, database and address to pg_hba.conf of the server, or see its pg_hba_file_rules",
        ),
        DatabaseError::Exhausted { what: "disk space", .. } => {
            say("free disk space on the server, then the same command again")
        }
        DatabaseError::Exhausted { what: "memory", .. } => {
            say("free memory on the server, then the same command again")
        }
        DatabaseError::Exhausted { .. } => {
            say("end sessions that are idle (pg_stat_activity) or raise the limit, then the same command again")
        }
        DatabaseError::LoginNotAnswered { why, .. } => login_hint(why),
        DatabaseError::LoginRefused { .. } => {
            say("check the user and the password, in the URL, PGPASSWORD or ~/.pgpass")
        }
        DatabaseError::TokenRefused { user, .. } => Some(format!(
            "let the policy of these credentials allow rds-db:connect for dbuser:ID/{user}, GRANT rds_iam TO {} as the master user, \
             name the host and port of the RDS endpoint itself, and check the clock of this machine",
            identifier(user)
        )),
        DatabaseError::Statement { .. } if error.is_retryable() => say(TRANSIENT),
        // What the server says is all that is known.
        DatabaseError::Statement { .. } => None,
    }
}

/// What makes a server that asks who the user is one that is answered.
fn login_hint(why: &LoginRefusal) -> Option<String> {
    let text = match why {
        LoginRefusal::ClearText => "sslmode=verify-full in the URL encrypts the connection first",
        LoginRefusal::NoPassword(_) => "put it into the URL, PGPASSWORD or ~/.pgpass (mode 0600)",
        LoginRefusal::Method(_) => "let pg_hba.conf of the server ask by one of the methods of require_auth",
        LoginRefusal::Unsupported(_) => "let pg_hba.conf of the server ask by scram-sha-256",
        LoginRefusal::ChannelBinding => {
            "channel binding takes TLS, and a password that the server keeps for scram-sha-256; a proxy that ends TLS has none"
        }
    };
    Some(text.to_owned())
}

/// What to do about a rule of the database.
fn rule_hint(rule: &Rule) -> Option<String> {
    match rule {
        Rule::NotNull(column) => Some(format!(
            "ALTER TABLE public.users ALTER COLUMN {} SET DEFAULT ..., or DROP NOT NULL",
            identifier(column)
        )),
        Rule::TooLong(_) => {
            say("shorten the value, or widen the column: ALTER TABLE public.users ALTER COLUMN ... TYPE text")
        }
        Rule::Dependents => say("drop what depends on them first"),
        Rule::NoSchemaPublic => say("CREATE SCHEMA public makes it"),
        Rule::Constraint(..) | Rule::Type | Rule::Trigger | Rule::CheckOption => {
            say("the same command with --dry-run shows the values; change them, or the rule")
        }
    }
}
