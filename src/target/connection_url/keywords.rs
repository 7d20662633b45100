//! The keywords of libpq, and how far each is supported. A keyword that would make a connection safer is never ignored.
//! Source: PostgreSQL 18, "Parameter Key Words" and "Environment Variables".

/// A keyword of a connection string.
#[derive(Debug)]
pub(super) struct Keyword {
    /// Its name.
    pub(super) name: &'static str,
    /// The environment variable that sets it.
    pub(super) variable: Option<&'static str>,
    support: Support,
}

/// How far a keyword is supported.
#[derive(Debug)]
enum Support {
    /// It means the same as in libpq.
    Used,
    /// It has no effect, because it is about something that this program does not do.
    Ignored,
    /// Only these values are supported. Any other value is refused.
    Only(&'static [&'static str]),
}
use Support::{Ignored, Only, Used};

impl Keyword {
    /// Returns the keyword with this name.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.name == name)
    }

    /// Returns whether a value is supported. An empty value is the default.
    pub(super) fn supports(&self, value: &str) -> bool {
        match self.support {
            Used | Ignored => true,
            Only(values) => value.is_empty() || values.contains(&value),
        }
    }
}

/// Returns the environment variables of libpq that complete a connection string.
pub fn libpq_variables() -> impl Iterator<Item = &'static str> {
    let used = KEYWORDS.iter().filter(|keyword| matches!(keyword.support, Used));
    used.filter_map(|keyword| keyword.variable).chain([REQUIRE_SSL])
}

/// The variable that libpq replaced by `sslmode=require`.
pub(super) const REQUIRE_SSL: &str = "PGREQUIRESSL";

/// Returns what to do about a parameter of another library, which may be copied together with a URL.
pub(super) fn foreign(name: &str) -> Option<&'static str> {
    Some(match name {
        "pgbouncer" => "pgbouncer is a parameter of Prisma, not of libpq: remove it; PgBouncer works without it",
        "schema" => {
            "schema is a parameter of Prisma, not of libpq: remove it; the tables are public.users and public.activities"
        }
        "currentSchema" => "currentSchema is a parameter of JDBC, not of libpq: remove it",
        "connection_limit" => "connection_limit is a parameter of Prisma, not of libpq: remove it",
        "pool_timeout" => "pool_timeout is a parameter of Prisma, not of libpq: remove it",
        "statement_cache_size" => "statement_cache_size is a parameter of Prisma, not of libpq: remove it",
        "socket_timeout" => "socket_timeout is a parameter of Prisma, not of libpq: remove it",
        "sslaccept" => {
            "sslaccept is a parameter of Prisma, not of libpq: sslmode=verify-full means what sslaccept=strict does"
        }
        "sslidentity" => "sslidentity is a parameter of Prisma, not of libpq: sslcert and sslkey take PEM files",
        "ssl" => "libpq knows ssl=true alone, which means sslmode=require",
        _ => return None,
    })
}

const fn keyword(name: &'static str, variable: &'static str, support: Support) -> Keyword {
    Keyword { name, variable: Some(variable), support }
}

const fn without_variable(name: &'static str, support: Support) -> Keyword {
    Keyword { name, variable: None, support }
}

/// The values that turn replication off.
const NO: &[&str] = &["false", "off", "no", "0"];

/// Every keyword of libpq.
pub(super) static KEYWORDS: &[Keyword] = &[
    keyword("service", "PGSERVICE", Used),
    keyword("servicefile", "PGSERVICEFILE", Used),
    keyword("host", "PGHOST", Used),
    keyword("hostaddr", "PGHOSTADDR", Used),
    keyword("port", "PGPORT", Used),
    keyword("dbname", "PGDATABASE", Used),
    keyword("user", "PGUSER", Used),
    keyword("password", "PGPASSWORD", Used),
    keyword("passfile", "PGPASSFILE", Used),
    keyword("require_auth", "PGREQUIREAUTH", Used),
    keyword("channel_binding", "PGCHANNELBINDING", Used),
    keyword("connect_timeout", "PGCONNECT_TIMEOUT", Used),
    keyword("options", "PGOPTIONS", Used),
    keyword("application_name", "PGAPPNAME", Used),
    without_variable("fallback_application_name", Used),
    without_variable("keepalives", Used),
    without_variable("keepalives_idle", Used),
    without_variable("keepalives_interval", Used),
    without_variable("keepalives_count", Used),
    without_variable("tcp_user_timeout", Used),
    keyword("sslmode", "PGSSLMODE", Used),
    keyword("sslnegotiation", "PGSSLNEGOTIATION", Used),
    keyword("sslcert", "PGSSLCERT", Used),
    keyword("sslkey", "PGSSLKEY", Used),
    keyword("sslrootcert", "PGSSLROOTCERT", Used),
    keyword("sslcrl", "PGSSLCRL", Used),
    keyword("sslsni", "PGSSLSNI", Used),
    keyword("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION", Used),
    keyword("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", Used),
    keyword("target_session_attrs", "PGTARGETSESSIONATTRS", Used),
    keyword("load_balance_hosts", "PGLOADBALANCEHOSTS", Used),
    keyword("sslcertmode", "PGSSLCERTMODE", Only(&["disable", "allow"])),
    // GSSAPI is not built in, so `prefer` connects without it.
    keyword("gssencmode", "PGGSSENCMODE", Only(&["disable", "prefer"])),
    keyword("min_protocol_version", "PGMINPROTOCOLVERSION", Only(&["3.0"])),
    keyword("max_protocol_version", "PGMAXPROTOCOLVERSION", Only(&["3.0", "3.2", "latest"])),
    keyword("requirepeer", "PGREQUIREPEER", Only(&[])),
    keyword("sslcrldir", "PGSSLCRLDIR", Only(&[])),
    without_variable("sslpassword", Only(&[])),
    without_variable("replication", Only(NO)),
    without_variable("scram_client_key", Only(&[])),
    without_variable("scram_server_key", Only(&[])),
    without_variable("oauth_issuer", Only(&[])),
    without_variable("oauth_client_id", Only(&[])),
    without_variable("oauth_client_secret", Only(&[])),
    without_variable("oauth_scope", Only(&[])),
    // The driver always uses UTF-8.
    keyword("client_encoding", "PGCLIENTENCODING", Ignored),
    keyword("sslcompression", "PGSSLCOMPRESSION", Ignored),
    keyword("krbsrvname", "PGKRBSRVNAME", Ignored),
    keyword("gsslib", "PGGSSLIB", Ignored),
    keyword("gssdelegation", "PGGSSDELEGATION", Ignored),
    without_variable("sslkeylogfile", Ignored),
];
