//! What psql does with the same texts is compared in `tests/cli/connection_url.rs`.

use super::auth::methods;
use super::*;
use crate::error::{Error, TargetError};

fn parse_with(text: &str, prod: bool, vars: &[(&str, &str)]) -> Result<ConnectionUrl> {
    let var = |name: &str| vars.iter().find(|(have, _)| *have == name).map(|(_, value)| (*value).to_owned());
    ConnectionUrl::parse("--database-url", text, prod, &var)
}

fn parse(text: &str, prod: bool) -> ConnectionUrl {
    parse_with(text, prod, &[]).unwrap()
}

#[test]
fn the_password_is_never_shown() {
    let url = parse("postgresql://postgres:p%40ss:word@localhost:5432/cruddur", false);
    assert_eq!(url.to_string(), "postgresql://postgres:***@localhost:5432/cruddur");
    assert_eq!(format!("{url:?}"), "ConnectionUrl(postgresql://postgres:***@localhost:5432/cruddur)");
}

#[test]
fn what_is_shown_is_a_url_of_its_parts() {
    for (text, shown) in [
        ("host=db user=postgres password=secret dbname=cruddur", "postgresql://postgres:***@db:5432/cruddur"),
        ("host=/run/pg user='a b@c' dbname='x y/z'", "postgresql://a%20b%40c@%2Frun%2Fpg:5432/x%20y%2Fz"),
        ("postgresql://u@[::1]:5433,h2/d", "postgresql://u@[::1]:5433,h2:5432/d"),
        ("postgresql://u@h/d?hostaddr=10.0.0.5", "postgresql://u@h:5432/d?hostaddr=10.0.0.5"),
        ("hostaddr=10.0.0.5 user=u", "postgresql://u@:5432/u?hostaddr=10.0.0.5"),
    ] {
        assert_eq!(parse(text, false).to_string(), shown, "{text}");
    }
}

#[test]
fn prod_verifies_unless_something_says_otherwise() {
    let base = "postgresql://u:p@db.example.com/cruddur";
    assert_eq!((parse(base, true).tls(), parse(base, true).weak_tls()), (Tls::Full, None));
    assert_eq!(parse(base, false).tls(), Tls::Optional);
    for (mode, tls) in [
        ("disable", Tls::Off),
        ("prefer", Tls::Optional),
        ("require", Tls::Required),
        ("verify-ca", Tls::Chain),
        ("verify-full", Tls::Full),
    ] {
        let url = parse(&format!("{base}?sslmode={mode}&connect_timeout=3"), true);
        let weak = (tls < Tls::Full).then(|| format!("sslmode={mode} (--database-url)"));
        assert_eq!((url.tls(), url.weak_tls()), (tls, weak));
    }
    let named = |vars: &[(&str, &str)]| parse_with(base, true, vars).unwrap().weak_tls();
    assert_eq!(named(&[("PGSSLMODE", "prefer")]).as_deref(), Some("sslmode=prefer (PGSSLMODE)"));
    assert_eq!(named(&[("PGREQUIRESSL", "1")]).as_deref(), Some("sslmode=require (PGREQUIRESSL)"));
    assert_eq!(parse("host=/run/postgresql user=u sslmode=disable", true).weak_tls(), None);
}

#[test]
fn the_environment_says_what_the_text_does_not() {
    let tls = |text: &str, vars: &[(&str, &str)]| parse_with(text, true, vars).map(|url| url.tls());
    assert_eq!(tls("postgresql://u@h/d", &[("PGSSLMODE", "disable")]).unwrap(), Tls::Off);
    assert_eq!(tls("postgresql://u@h/d?sslmode=verify-full", &[("PGSSLMODE", "disable")]).unwrap(), Tls::Full);
    assert_eq!(tls("postgresql://u@h/d?sslrootcert=system", &[]).unwrap(), Tls::Full);
    assert!(tls("postgresql://u@h/d?sslrootcert=system&sslmode=require", &[]).is_err());
    let error = tls("postgresql://u@h/d", &[("PGSSLMODE", "verify-ful")]).unwrap_err();
    assert!(matches!(error, Error::Target(TargetError::BadUrl { origin: "PGSSLMODE", .. })), "{error}");
    let url = parse_with("host=a,b", false, &[("PGPORT", "1,2"), ("PGUSER", "u"), ("PGDATABASE", "d")]).unwrap();
    assert_eq!(url.to_string(), "postgresql://u@a:1,b:2/d");
}

#[test]
fn nothing_of_a_text_that_does_not_parse_is_shown() {
    for text in [
        "postgresql://u:secret@h/d?nonsense=1",
        "postgresql://u:secret@h/d?secret=1",
        "secret",
        "secret=secret",
        "postgresql://u:secret@h:port/d",
        "postgresql://u:secret@h/d?sslmode=secret-mode",
        "postgresql://u:1/secret@h/d",
        "postgresql://u:x@secret@h/d",
        "postgresql://u:x@secret:x@h/d",
        "postgresql://u:x@1,secret@h/d",
        "postgresql://u:x@s?secret@h/d",
        "postgresql://u:x@[secret@h/d",
        "postgresql://u:secret@h/d#x=%",
        "postgresql://u:secret %@h/d",
        "host=h sslmode= password=secret",
        "host=h port= password=secret",
        "host=h hostaddr= password=secret",
        "host=h connect_timeout= password=secret",
        "host=h password='secret",
        "host=h password=secret x secret",
        "host=h password='it's secret' secret",
        "host='h secret'",
        "jdbc:postgresql://u:secret@h/d",
        "Postgresql://u:secret@h/d",
        "postgresql+psycopg2://u:secret@h/d",
        " 'postgresql://u:secret@h/d'",
        "\"postgresql://u:secret@h/d?sslmode=require\"",
        "mysql://u:secret@h/d?a=b",
    ] {
        let error = parse_with(text, false, &[]).unwrap_err().to_string();
        assert!(error.starts_with("--database-url is not a usable URL: "), "{error}");
        assert!(!error.contains("secret"), "{text}: {error}");
    }
}

#[test]
fn a_mistake_has_a_word_of_its_own() {
    for (text, word) in [
        ("postgresql://u@h/d?pgbouncer=true", "Prisma"),
        ("postgresql://u@h/d?schema=public", "Prisma"),
        ("jdbc:postgresql://h/d", "Java"),
        ("postgresql+psycopg2://u@h/d", "SQLAlchemy"),
        ("'postgresql://u@h/d'", "quotation mark"),
        (" postgresql://u@h/d", "blank"),
        ("PostgreSQL://u@h/d", "lower case"),
        ("postgresql://u:a@b@h/d", "percent-encode"),
        ("postgresql://u:1/b@h/d", "percent-encode"),
        ("postgresql://u:a/b@h/d", "percent-encode"),
        ("postgresql://u:50%@h/d", "%25"),
        ("postgresql://u@/d", "is not set"),
        ("postgresql://u@h/d?gssencmode=require", "gssencmode"),
        ("postgresql://u@h/d?sslcrldir=/x", "sslcrldir"),
        ("postgresql://u@h/d?requirepeer=x", "requirepeer"),
        ("postgresql://u@h/d?require_auth=!md5,none", "require_auth"),
        ("postgresql://u@%2Ftmp/d?require_auth=scram-sha-256", "require_auth"),
        ("postgresql://u@h/d?sslnegotiation=direct", "sslmode=require"),
        ("hostaddr=10.0.0.1 user=u sslmode=verify-full", "host"),
    ] {
        let error = parse_with(text, false, &[]).unwrap_err().to_string();
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn methods_are_listed_or_excluded() {
    assert_eq!(methods("scram-sha-256,none"), Some(vec!["none", "scram-sha-256"]));
    assert_eq!(methods("!password,!md5,!none"), Some(vec!["gss", "sspi", "scram-sha-256", "oauth"]));
    for wrong in ["md5,!none", "md5,md5", "kerberos", "md5,"] {
        assert_eq!(methods(wrong), None, "{wrong}");
    }
}
