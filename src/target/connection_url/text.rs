//! The two grammars of libpq: `postgresql://` URIs, and `keyword=value` pairs. An error has nothing of the text, because any
//! part of it may be a password.
//! Source: PostgreSQL, "Connection Strings"; libpq, `conninfo_parse` and `conninfo_uri_parse_options`.

use super::keywords::{Keyword, foreign};
use percent_encoding::percent_decode_str;

/// The values by keyword, or what is wrong with the text. If a keyword occurs twice, the last value is used.
pub(super) type Parsed = Result<Vec<(&'static str, String)>, String>;

/// The schemes of a URI.
const SCHEMES: [&str; 2] = ["postgresql://", "postgres://"];

const ENCODE: &str = "if it belongs to a password, percent-encode it";

/// Parses a text of either grammar.
pub(super) fn parse(text: &str) -> Parsed {
    match SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme)) {
        Some(rest) => uri(rest),
        None => look_alike(text).map_or_else(|| keywords_and_values(text), Err),
    }
}

/// Returns what is wrong with a text that looks like a URI and does not begin as one.
fn look_alike(text: &str) -> Option<String> {
    let lower = text.trim_start().to_ascii_lowercase();
    let bare = lower.trim_start_matches(['"', '\'']);
    if !["jdbc:", "postgres"].iter().any(|start| bare.starts_with(start)) || !bare.contains("://") {
        return None;
    }
    let why = if bare.len() < lower.len() {
        "it begins with a quotation mark"
    } else if lower.len() < text.len() {
        "it begins with a blank"
    } else if lower.starts_with("jdbc:") {
        "jdbc: is for Java; it begins with postgresql:// here"
    } else if lower.starts_with("postgresql+") || lower.starts_with("postgres+") {
        "a scheme with a + is SQLAlchemy's; it begins with postgresql:// here"
    } else {
        "its scheme is not postgresql://, in lower case"
    };
    Some(why.to_owned())
}

/// Returns whether libpq treats a character as a blank.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0b' | '\x0c' | '\r')
}

fn keywords_and_values(text: &str) -> Parsed {
    let mut pairs = Vec::new();
    let mut rest = text.trim_start_matches(is_blank);
    while !rest.is_empty() {
        let end = rest.find(|c| c == '=' || is_blank(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(after) = after.trim_start_matches(is_blank).strip_prefix('=') else {
            return Err(if pairs.is_empty() {
                "it is neither a postgresql:// URL nor keyword=value pairs".to_owned()
            } else {
                format!("its keyword {} has no value", ordinal(pairs.len()))
            });
        };
        let (value, after) = value(after.trim_start_matches(is_blank))?;
        pairs.push(known(name, value).ok_or_else(|| unknown(name, "keyword", pairs.len()))?);
        rest = after.trim_start_matches(is_blank);
    }
    Ok(pairs)
}

/// Returns a value, which is quoted or ends at the next blank, and the text after it. A backslash escapes the next character.
fn value(text: &str) -> Result<(String, &str), String> {
    let quoted = text.strip_prefix('\'');
    let body = quoted.unwrap_or(text);
    let mut value = String::new();
    let mut characters = body.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            '\'' if quoted.is_some() => return Ok((value, &body[at + 1..])),
            blank if quoted.is_none() && is_blank(blank) => return Ok((value, &body[at..])),
            other => value.push(other),
        }
    }
    if quoted.is_some() { Err("a quoted value does not end".to_owned()) } else { Ok((value, "")) }
}

/// Returns a keyword and its value. The old keyword `requiressl` becomes `sslmode`.
fn known(name: &str, value: String) -> Option<(&'static str, String)> {
    if name == "requiressl" {
        return Some(("sslmode", if value.starts_with('1') { "require" } else { "prefer" }.to_owned()));
    }
    Some((Keyword::of(name)?.name, value))
}

fn unknown(name: &str, what: &str, at: usize) -> String {
    foreign(name).map_or_else(|| format!("libpq does not know its {what} {}", ordinal(at)), str::to_owned)
}

fn ordinal(at: usize) -> String {
    format!("number {}", at + 1)
}

fn uri(rest: &str) -> Parsed {
    if rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("it holds a blank or a control character: percent-encode it, a blank as %20".to_owned());
    }
    let mut pairs = Vec::new();
    let mut store = |name, encoded: &str| -> Result<(), String> {
        if !encoded.is_empty() {
            pairs.push((name, decode(encoded)?));
        }
        Ok(())
    };
    let rest = match rest.split_once(['@', '/']) {
        Some((credentials, after)) if rest.as_bytes().get(credentials.len()) == Some(&b'@') => {
            let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
            store("user", user)?;
            store("password", password)?;
            after
        }
        _ => rest,
    };
    let (hosts, ports, rest) = servers(rest)?;
    store("host", &hosts)?;
    store("port", &ports)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let database = path.strip_prefix('/').unwrap_or(path);
    if database.contains('@') {
        return Err(format!("its database has an @, or its password a /: {ENCODE}, as %2F, else the @ as %40"));
    }
    store("dbname", database)?;
    parameters(query, &mut pairs)?;
    Ok(pairs)
}

/// The characters that end a host.
const ENDS: [char; 4] = [':', '/', '?', ','];

/// Returns the hosts and the ports, each separated by commas, and the text after them.
fn servers(text: &str) -> Result<(String, String, &str), String> {
    let (mut hosts, mut ports, mut rest) = (Vec::new(), Vec::new(), text);
    loop {
        let (host, after) = match rest.strip_prefix('[') {
            Some(address) => match address.split_once(']') {
                Some((address, after)) if !address.is_empty() && (after.is_empty() || after.starts_with(ENDS)) => {
                    (address, after)
                }
                _ => return Err("a [ has to begin an IPv6 address that ends with ]".to_owned()),
            },
            None => rest.split_at(rest.find(ENDS).unwrap_or(rest.len())),
        };
        let (port, after) = match after.strip_prefix(':') {
            Some(after) => after.split_at(after.find(['/', '?', ',']).unwrap_or(after.len())),
            None => ("", after),
        };
        hosts.push(host);
        ports.push(port);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return Ok((hosts.join(","), ports.join(","), after)),
        }
    }
}

fn parameters(query: &str, pairs: &mut Vec<(&'static str, String)>) -> Result<(), String> {
    let query = query.strip_suffix('&').unwrap_or(query);
    if query.is_empty() {
        return Ok(());
    }
    for (at, parameter) in query.split('&').enumerate() {
        let Some((name, value)) = parameter.split_once('=').filter(|(_, value)| !value.contains('=')) else {
            return Err(format!("its parameter {} is not NAME=VALUE", ordinal(at)));
        };
        let (name, value) = (decode(name)?, decode(value)?);
        pairs.push(match (name.as_str(), value.as_str()) {
            // libpq accepts this parameter of JDBC.
            ("ssl", "true") => ("sslmode", "require".to_owned()),
            _ => known(&name, value).ok_or_else(|| unknown(&name, "parameter", at))?,
        });
    }
    Ok(())
}

/// Decodes percent-encoded characters.
fn decode(encoded: &str) -> Result<String, String> {
    let bytes = encoded.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let is_token = |at: usize| is_digit(at + 1) && is_digit(at + 2) && bytes[at + 1..=at + 2] != *b"00";
    if !(0..bytes.len()).filter(|at| bytes[*at] == b'%').all(is_token) {
        return Err("a % has to begin a percent-encoded character; the character % itself is %25".to_owned());
    }
    let decoded = percent_decode_str(encoded).decode_utf8();
    decoded.map(String::from).map_err(|_| "its percent-encoded bytes are not UTF-8".to_owned())
}
