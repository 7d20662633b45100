//! The hints about the users database.

use super::{NETWORK, TRANSIENT, elsewhere, made_by, say};
use crate::cli::Repeat;
use cruddur::db::identifier;
use cruddur::error::{DatabaseError, LoginRefusal, Rule};

/// Returns the hint of an error.
pub fn hint(error: &DatabaseError, repeat: &Repeat) -> Option<String> {
    let is_prod = repeat.is_prod;
    match error {
        DatabaseError::NoSchema { elsewhere, .. } => Some(match elsewhere.first() {
            Some(schema) => {
                format!("CREATE VIEW public.users AS SELECT * FROM {}.users shows it to this tool", identifier(schema))
            }
            None => made_by("db schema-load", "the schema", repeat),
        }),
        DatabaseError::MissingColumns { columns, .. } => {
            Some(format!("ALTER TABLE public.users ADD COLUMN {} text", columns.join(" text, ADD COLUMN ")))
        }
        DatabaseError::NoPrivilege { privileges, .. } if privileges.is_empty() => Some(repeat.run("doctor")),
        DatabaseError::NoPrivilege { .. } => say("let the owner GRANT them to this role, or connect as another role"),
        DatabaseError::ReadOnly { .. } => {
            say("connect to the primary, or as a role without default_transaction_read_only")
        }
        DatabaseError::NotWritable { .. } => {
            say("connect to a database in which users is a table; commands that only read work with a view too")
        }
        DatabaseError::RowSecurity { .. } => say("connect as the owner of the table, or as a role with BYPASSRLS"),
        DatabaseError::RowsSkipped { .. } => Some(format!(
            "row-level security, a trigger or another session prevented it; cruddur doctor{repeat} checks for row-level security"
        )),
        DatabaseError::Rule { rule, .. } => rule_hint(rule),
        DatabaseError::Unreachable { .. } if is_prod => say(NETWORK),
        DatabaseError::Unreachable { .. } => Some(elsewhere(
            repeat,
            "--database-url",
            &["LOCAL_CONNECTION_URL", "CONNECTION_URL"],
            "name another database with --database-url",
        )),
        DatabaseError::ConnectionLost { .. } => say("the same command with --dry-run shows what is left to do"),
        DatabaseError::Timeout { .. } => say(
            "see which session holds locks (pg_locks), or allow more time with --timeout; --dry-run shows what is left to do",
        ),
        DatabaseError::NoDatabase { .. } => Some(if is_prod {
            format!("cruddur db create{repeat} creates it")
        } else {
            format!("cruddur setup{repeat} creates it, with everything in it")
        }),
        DatabaseError::NotAdmitted { is_encrypted: false, .. } if is_prod => {
            say("add sslmode=verify-full to the URL: the server accepts only connections with TLS")
        }
        DatabaseError::NotAdmitted { is_encrypted: false, .. } => {
            say("add sslmode=require to the URL: the server accepts only connections with TLS")
        }
        DatabaseError::NotAdmitted { .. } => say(
            "add a line for this user, database and address to pg_hba.conf of the server, or see its pg_hba_file_rules",
        ),
        DatabaseError::Exhausted { what: "disk space", .. } => {
            say("free disk space on the server, then run the same command again")
        }
        DatabaseError::Exhausted { what: "memory", .. } => {
            say("free memory on the server, then run the same command again")
        }
        DatabaseError::Exhausted { .. } => {
            say("end sessions that are idle (pg_stat_activity) or raise the limit, then run the same command again")
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
        // Nothing more is known than what the server says.
        DatabaseError::Statement { .. } => None,
    }
}

/// Returns what lets a login be answered.
fn login_hint(why: &LoginRefusal) -> Option<String> {
    let text = match why {
        LoginRefusal::ClearText => "add sslmode=verify-full to the URL: it encrypts the connection first",
        LoginRefusal::NoPassword(_) => "put the password into the URL, PGPASSWORD or ~/.pgpass (mode 0600)",
        LoginRefusal::Method(_) => "set one of the methods of require_auth in pg_hba.conf of the server",
        LoginRefusal::Unsupported(_) => "set the method scram-sha-256 in pg_hba.conf of the server",
        LoginRefusal::ChannelBinding => {
            "channel binding needs TLS, and a password that the server stores for scram-sha-256; a proxy that ends TLS breaks it"
        }
    };
    Some(text.to_owned())
}

/// Returns what to do about a rule of the database.
fn rule_hint(rule: &Rule) -> Option<String> {
    match rule {
        Rule::NotNull(column) => Some(format!(
            "ALTER TABLE public.users ALTER COLUMN {} SET DEFAULT ..., or DROP NOT NULL",
            identifier(column)
        )),
        Rule::TooLong(_) => {
            say("shorten the value, or widen the column: ALTER TABLE public.users ALTER COLUMN ... TYPE text")
        }
        Rule::Dependents => say("drop the objects that depend on them first"),
        Rule::NoSchemaPublic => say("CREATE SCHEMA public creates it"),
        Rule::Constraint(..) | Rule::Type | Rule::Trigger | Rule::CheckOption => {
            say("the same command with --dry-run shows the values; change them, or the rule")
        }
    }
}
