//! Users of a pool from a file: what `cruddur cognito list-users` prints as JSON lines, as a JSON array, as a CSV or, with `--map`,
//! as one object of handle to `sub`; and what `aws cognito-idp list-users` prints. The form is recognized by the content.

use super::PoolUser;
use crate::csv_reader::Reader;
use crate::error::{Error, FileError, Result};
use crate::text::{Elements, read_all};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::fmt;
use std::io::{ErrorKind, Read};
use uuid::Uuid;

/// The limit of a file, in bytes, and of the users in it, all of which are compared at once.
const LARGEST: usize = 16 << 20;
const MAX_USERS: usize = 100_000;

/// The limit of the attributes of a user.
const MAX_ATTRIBUTES: usize = 1_000;

/// How many faults are named.
const NAMED_FAULTS: usize = 20;

/// Reads the users of a file of at most 16 MiB and 100,000 users; `name` is what it is called in errors.
///
/// # Errors
/// [`FileError::Unreadable`]; [`Error::Invalid`] for a file of another form, an empty one, and one page of several; and
/// [`FileError::Lines`] with the lines that are not users.
pub fn read_users(name: &str, from: impl Read) -> Result<Vec<PoolUser>> {
    let bytes = match read_all(from, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            return Err(Error::Invalid { what: name.to_owned(), why: error.to_string() });
        }
        Err(source) => return Err(Error::File(FileError::Unreadable { path: name.into(), source })),
    };
    let text = text(&bytes).map_err(|why| Error::Invalid { what: name.to_owned(), why })?;
    let mut file = File { text, users: Vec::new(), faults: Vec::new(), more: 0 };
    match text.trim_start().chars().next() {
        None => Err("it is empty; an empty pool is []".to_owned()),
        Some('[') => file.array(text),
        Some('{') if is_lines(text) => file.lines(),
        Some('{') => file.object(),
        Some(_) => file.csv(),
    }
    .map_err(|why| Error::Invalid { what: name.to_owned(), why })?;
    if file.users.len() > MAX_USERS {
        let why = format!("it has more than {MAX_USERS} users");
        return Err(Error::Invalid { what: name.to_owned(), why });
    }
    if file.faults.is_empty() {
        return Ok(file.users);
    }
    Err(Error::File(FileError::Lines { file: name.to_owned(), faults: file.faults, more: file.more }))
}

/// The text of a file, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, String> {
    match bytes {
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => Err("it is compressed".to_owned()),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..] => Err("it is UTF-16, and UTF-8 is read".to_owned()),
        _ => {
            let text = std::str::from_utf8(bytes)
                .map_err(|error| format!("line {} is not UTF-8", line_of(&bytes[..error.valid_up_to()])))?;
            Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
    }
}

/// The line that begins, or goes on, behind these bytes.
fn line_of(before: &[u8]) -> u64 {
    before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// Whether a text that begins with an object is JSON lines: several lines, of which the first is an object by itself.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    first.ends_with('}') && lines.next().is_some()
}

/// A file that is being read.
struct File<'a> {
    text: &'a str,
    users: Vec<PoolUser>,
    faults: Vec<(u64, String)>,
    /// How many faults are not among them.
    more: usize,
}

impl<'a> File<'a> {
    fn add(&mut self, line: u64, user: Result<PoolUser, String>) {
        match user {
            // One more than the limit tells that there are too many.
            Ok(_) if self.users.len() > MAX_USERS => {}
            Ok(user) => self.users.push(user),
            Err(why) if self.faults.len() < NAMED_FAULTS => self.faults.push((line, why)),
            Err(_) => self.more += 1,
        }
    }

    /// The line on which a part of the text begins; the part is a slice of the text, so its address says where it is.
    fn line(&self, part: &str) -> u64 {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        line_of(&self.text.as_bytes()[..offset.min(self.text.len())])
    }

    /// JSON lines.
    fn lines(&mut self) -> Result<(), String> {
        for (at, line) in self.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let user = members(line).and_then(|members| user(&members));
            self.add(at as u64 + 1, user);
        }
        Ok(())
    }

    /// A JSON array of users, which is a part of the text.
    fn array(&mut self, part: &'a str) -> Result<(), String> {
        let begin = self.line(part);
        let Elements(elements): Elements<'a, MAX_USERS> = serde_json::from_str(part)
            .map_err(|error| format!("line {}: {}", begin + error.line() as u64 - 1, why(&error)))?;
        // Counted from one element to the next: a file may be one of a million lines.
        let (mut line, mut from) = (begin, part);
        for element in elements {
            let element = element.get();
            let gap = (element.as_ptr() as usize).saturating_sub(from.as_ptr() as usize);
            line += line_of(&from.as_bytes()[..gap]) - 1;
            from = &from[gap..];
            let user = members(element).and_then(|members| user(&members));
            self.add(line, user);
        }
        Ok(())
    }

    /// One object: a page of `aws cognito-idp list-users`, handle to `sub`, or one user.
    fn object(&mut self) -> Result<(), String> {
        let members = serde_json::from_str::<Members<'a>>(self.text)
            .map_err(|error| format!("line {}: {}", error.line(), why(&error)))?;
        if let Some(users) = members.get("Users") {
            let is_set = |name: &&&str| members.get(name).is_some_and(|token| token != "null");
            return match ["PaginationToken", "NextToken"].iter().find(is_set) {
                Some(token) => Err(format!("it is one page of several, by its {token}; join the pages' Users")),
                None => self.array(users),
            };
        }
        let is_uuid = |value: &str| serde_json::from_str::<&str>(value).is_ok_and(|text| Uuid::try_parse(text).is_ok());
        let uuids = members.0.iter().filter(|(_, value)| is_uuid(value.get())).count();
        if members.get("sub").is_some() {
            if uuids == members.0.len() && members.0.iter().any(|(name, _)| !matches!(name.as_str(), "handle" | "sub"))
            {
                return Err("it is one user, or handle to sub with a handle named sub: take JSON lines".to_owned());
            }
            let user = user(&members);
            self.add(self.line(self.text.trim_start()), user);
            return Ok(());
        }
        if uuids == 0 && !members.0.is_empty() {
            return Err(format!("it is an object of neither users nor handle to sub; it has {}", members.names()));
        }
        for (handle, value) in &members.0 {
            let sub =
                serde_json::from_str::<String>(value.get()).map_err(|_| format!("the sub of {handle} is not a string"));
            let user =
                sub.and_then(|sub| checked(PoolUser { handle: Some(handle.clone()), sub, ..PoolUser::default() }));
            self.add(self.line(value.get()), user);
        }
        Ok(())
    }

    fn csv(&mut self) -> Result<(), String> {
        // The text is in memory as a whole, so no record needs a bound of its own.
        let mut records = Reader::new(self.text.as_bytes(), 1, self.text.len() + 1);
        let next = |records: &mut Reader<_>| records.next().map_err(|error| error.to_string());
        let Some(header) = next(&mut records)? else { return Ok(()) };
        if let Some(why) = header.fault {
            return Err(format!("line {}: {why}", header.line));
        }
        let names = cells(&records);
        let columns = Columns::of(&names)?;
        while let Some(record) = next(&mut records)? {
            let user = match record.fault {
                Some(why) => Err(why),
                None if records.width() != names.len() => {
                    Err(format!("it has {} cells, and the header {}", records.width(), names.len()))
                }
                None => columns.user(cells(&records)),
            };
            self.add(record.line, user);
        }
        Ok(())
    }
}

/// The cells of the last record of a text.
fn cells(records: &Reader<&[u8]>) -> Vec<String> {
    records.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

/// Where the columns of a CSV are.
struct Columns {
    handle: usize,
    sub: usize,
    email: Option<usize>,
    email_verified: Option<usize>,
    status: Option<usize>,
    enabled: Option<usize>,
}

impl Columns {
    fn of(names: &[String]) -> Result<Self, String> {
        let mut seen = HashSet::new();
        if let Some(twice) = names.iter().find(|name| !seen.insert(*name)) {
            return Err(format!("the header has the column {twice} more than once"));
        }
        let position = |wanted: &str| names.iter().position(|name| name == wanted);
        let (handle, sub) = match (position("handle"), position("sub")) {
            (Some(handle), Some(sub)) => (handle, sub),
            (None, None) if names.len() == 1 => {
                return Err(
                    "it is neither JSON nor a CSV with the columns handle and sub, separated by commas".to_owned()
                );
            }
            (handle, sub) => {
                let missing = [("handle", handle), ("sub", sub)];
                let missing: Vec<&str> = missing.iter().filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
                return Err(format!(
                    "the header has no column {}; it has {}",
                    missing.join(" and no column "),
                    some(names)
                ));
            }
        };
        Ok(Self {
            handle,
            sub,
            email: position("email"),
            email_verified: position("email_verified"),
            status: position("status"),
            enabled: position("enabled"),
        })
    }

    /// The user of a record, which has a cell for each column.
    fn user(&self, mut cells: Vec<String>) -> Result<PoolUser, String> {
        let mut take = |at: usize| std::mem::take(&mut cells[at]);
        let (handle, sub) = (Some(take(self.handle)), take(self.sub));
        // A CSV has no other word for what is not there than an empty cell.
        let mut said = |at: Option<usize>| at.map(&mut take).filter(|cell| !cell.is_empty());
        let (email, status) = (said(self.email), said(self.status));
        let mut truth = |name, at| said(at).map(|cell| truth(name, &cell)).transpose();
        let email_verified = truth("email_verified", self.email_verified)?;
        let enabled = truth("enabled", self.enabled)?;
        checked(PoolUser { handle, sub, email, email_verified, status, enabled, created: None })
    }
}

/// The first of many names.
fn some(names: &[impl AsRef<str>]) -> String {
    let more = if names.len() > 8 { ", ..." } else { "" };
    let names: Vec<&str> = names.iter().take(8).map(AsRef::as_ref).collect();
    format!("{}{more}", names.join(", "))
}

/// The user of an object, as `list-users` of this tool or of the AWS CLI has it.
fn user(members: &Members<'_>) -> Result<PoolUser, String> {
    if let Some(attributes) = members.get("Attributes") {
        return aws_user(members, attributes);
    }
    checked(PoolUser {
        handle: members.text("handle")?,
        sub: members.text("sub")?.ok_or_else(|| format!("it has no sub, but {}", members.names()))?,
        email: members.text("email")?,
        email_verified: members.truth("email_verified")?,
        status: members.text("status")?,
        enabled: members.truth("enabled")?,
        created: None,
    })
}

/// Source: Cognito API reference, UserType.
fn aws_user(members: &Members<'_>, attributes: &str) -> Result<PoolUser, String> {
    let Elements(attributes): Elements<'_, MAX_ATTRIBUTES> =
        serde_json::from_str(attributes).map_err(|error| why(&error))?;
    let (mut handle, mut sub, mut email, mut verified) = (None, None, None, None);
    for attribute in attributes {
        let attribute = self::members(attribute.get())?;
        let place = match attribute.text("Name")?.as_deref() {
            Some("preferred_username") => &mut handle,
            Some("sub") => &mut sub,
            Some("email") => &mut email,
            Some("email_verified") => &mut verified,
            _ => continue,
        };
        if place.replace(attribute.text("Value")?.unwrap_or_default()).is_some() {
            return Err("an attribute stands more than once".to_owned());
        }
    }
    checked(PoolUser {
        handle,
        // As with ListUsers itself: without an alias the user name is the sub, and older pools leave the attribute out.
        sub: sub.or(members.text("Username")?).ok_or("it has neither the attribute sub nor a Username")?,
        email,
        email_verified: verified.map(|verified| truth("email_verified", &verified)).transpose()?,
        status: members.text("UserStatus")?,
        enabled: members.truth("Enabled")?,
        created: None,
    })
}

/// A truth value in text, as Cognito and spreadsheets write it.
fn truth(name: &str, text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(format!("{name} is neither true nor false")),
    }
}

/// An empty handle, as a CSV has it, is none; an empty id is no id.
fn checked(mut user: PoolUser) -> Result<PoolUser, String> {
    if user.sub.trim().is_empty() {
        return Err("the sub is empty".to_owned());
    }
    user.handle = user.handle.filter(|handle| !handle.is_empty());
    if user.sub.chars().chain(user.handle.iter().flat_map(|handle| handle.chars())).any(char::is_control) {
        return Err("the handle or the sub has a control character".to_owned());
    }
    Ok(user)
}

/// The members of a JSON object, no name of which stands twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(have, _)| have == name).map(|(_, value)| value.get())
    }

    /// A string, or `None` where it is null or missing.
    fn text(&self, name: &str) -> Result<Option<String>, String> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => serde_json::from_str(value).map_err(|_| format!("{name} is not a string")),
        }
    }

    /// `true` or `false`, or the word for it; `None` where it is null or missing.
    fn truth(&self, name: &str) -> Result<Option<bool>, String> {
        let said = self.get(name).filter(|value| *value != "null");
        said.map(|value| truth(name, value.trim_matches('"'))).transpose()
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        if names.is_empty() { "nothing".to_owned() } else { some(&names) }
    }
}

/// Reads an object of a line or an element.
fn members(text: &str) -> Result<Members<'_>, String> {
    serde_json::from_str(text).map_err(|error| why(&error))
}

/// What is wrong with a JSON text, without the position in its part.
fn why(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split(" at line ").next().unwrap_or(&message) {
        "trailing characters" => "another JSON value follows; several take a line each".to_owned(),
        why => why.to_owned(),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                let mut names = HashSet::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    if members.len() == MAX_USERS {
                        return Err(A::Error::custom(format_args!("it has more than {MAX_USERS} members")));
                    }
                    if !names.insert(name.clone()) {
                        return Err(A::Error::custom(format!("the name {name} stands more than once")));
                    }
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "00000000-0000-4000-8000-000000000001";

    fn read(text: &str) -> Result<Vec<(String, String)>, String> {
        let users = read_users("pool", text.as_bytes()).map_err(|error| error.to_string())?;
        Ok(users.into_iter().map(|user| (user.handle.unwrap_or_default(), user.sub)).collect())
    }

    fn londo() -> Vec<(String, String)> {
        vec![("londo".to_owned(), ID.to_owned())]
    }

    #[test]
    fn every_form_is_recognized_by_its_content() {
        let user = format!(r#"{{"handle":"londo","sub":"{ID}","email":null}}"#);
        let aws = format!(
            r#"{{"Username":"x","Attributes":[{{"Name":"sub","Value":"{ID}"}},{{"Name":"preferred_username","Value":"londo"}}]}}"#
        );
        for text in [
            user.clone(),
            format!("{user}\n"),
            format!("[{user}]"),
            format!("[\r\n  {user}\r\n]\r\n"),
            format!("sub,handle\n{ID},londo\n"),
            format!("handle,sub\r\n\"londo\",{ID}"),
            format!("{{\n  \"londo\": \"{ID}\"\n}}\n"),
            format!("{{\"Users\": [{aws}]}}"),
            format!("{{\n\"Users\":\n[{aws}\n], \"PaginationToken\": null}}"),
            format!("[{aws}]"),
        ] {
            assert_eq!(read(&text), Ok(londo()), "{text}");
            assert_eq!(read(&format!("\u{feff}{text}")), Ok(londo()), "{text}");
        }
        assert_eq!(read(&format!("{user}\n\n{user}\n")).map(|users| users.len()), Ok(2));
        assert_eq!(read("[]"), Ok(Vec::new()));
        assert_eq!(read("{\"Users\": []}"), Ok(Vec::new()));
        assert_eq!(read("handle,sub\n"), Ok(Vec::new()));
    }

    #[test]
    fn every_fault_is_named_by_its_line() {
        for (text, why) in [
            (
                "{\"sub\":\"a\"}\n{\"handle\":\"b\"}\nx\n",
                "pool: line 2: it has no sub, but handle; line 3: expected value",
            ),
            (
                "handle,sub\na,b,c\n\n\"a\",b\"c\na,\"b\n",
                "pool: line 2: it has 3 cells, and the header 2; line 4: a quote stands inside a cell that does not begin with one; line 5: the quote on line 5 is never closed, so the record ends with the file",
            ),
            (
                "[\n {\"sub\":\"a\"},\n {\"sub\":1},\n 7]",
                "pool: line 3: sub is not a string; line 4: invalid type: integer `7`, expected a JSON object",
            ),
            (
                "{\"sub\":\"a\",\"sub\":\"b\"}\n{\"sub\":\" \"}",
                "pool: line 1: the name sub stands more than once; line 2: the sub is empty",
            ),
            ("[{\"sub\":\"a\\u0000\"}]", "pool: line 1: the handle or the sub has a control character"),
            ("[{\"sub\":\"a\"},\n{\"sub\"", "pool: line 2: EOF while parsing an object"),
            ("", "pool: it is empty; an empty pool is []"),
            ("email,sub\nx,y\n", "pool: the header has no column handle; it has email, sub"),
            (
                "handle;sub\nx;y\n",
                "pool: it is neither JSON nor a CSV with the columns handle and sub, separated by commas",
            ),
            ("handle,sub,sub\n", "pool: the header has the column sub more than once"),
            (
                "{\"Users\":[],\"PaginationToken\":\"x\"}",
                "pool: it is one page of several, by its PaginationToken; join the pages' Users",
            ),
            (
                "{\"message\":\"Unauthorized\"}",
                "pool: it is an object of neither users nor handle to sub; it has message",
            ),
            ("[{\"sub\":\"a\",\"enabled\":1}]", "pool: line 1: enabled is neither true nor false"),
            ("handle,sub,email_verified\nx,y,yes\n", "pool: line 2: email_verified is neither true nor false"),
        ] {
            assert_eq!(read(text), Err(why.to_owned()), "{text}");
        }
        let many = "{}\n".repeat(25);
        let faults = read(&many).unwrap_err();
        assert!(
            faults.contains("line 20: ") && !faults.contains("line 21: ") && faults.ends_with("; and 5 more"),
            "{faults}"
        );
    }

    #[test]
    fn what_a_form_says_of_the_account_is_read_and_the_rest_is_not_made_up() {
        let account = |email: Option<&str>, verified, status: Option<&str>, enabled| PoolUser {
            handle: Some("londo".to_owned()),
            sub: ID.to_owned(),
            email: email.map(str::to_owned),
            email_verified: verified,
            status: status.map(str::to_owned),
            enabled,
            created: None,
        };
        let whole = account(Some("l@x"), Some(true), Some("CONFIRMED"), Some(true));
        let nothing = account(None, None, None, None);
        for (text, user) in [
            (
                format!(
                    r#"{{"handle":"londo","sub":"{ID}","email":"l@x","email_verified":true,"status":"CONFIRMED","enabled":true,"created":null}}"#
                ),
                &whole,
            ),
            (format!("handle,sub,email,email_verified,status,enabled\nlondo,{ID},l@x,TRUE,CONFIRMED,true\n"), &whole),
            (
                format!(
                    r#"{{"Users":[{{"Username":"x","Enabled":true,"UserStatus":"CONFIRMED","Attributes":[{{"Name":"sub","Value":"{ID}"}},
                    {{"Name":"preferred_username","Value":"londo"}},{{"Name":"email","Value":"l@x"}},{{"Name":"email_verified","Value":"true"}}]}}]}}"#
                ),
                &whole,
            ),
            (
                format!("handle,sub,email,email_verified,status,enabled\nlondo,{ID},,false,,FALSE\n"),
                &account(None, Some(false), None, Some(false)),
            ),
            (format!("handle,sub\nlondo,{ID}\n"), &nothing),
            (format!(r#"{{"londo":"{ID}"}}"#), &nothing),
        ] {
            assert_eq!(read_users("pool", text.as_bytes()).unwrap(), std::slice::from_ref(user), "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, why) in [
            (&[0x1f, 0x8b, 8, 0][..], "compressed"),
            (&[0xff, 0xfe, b'h', 0], "UTF-16"),
            (&[b'h', 0, b'a', 0], "UTF-16"),
            (&[b'a', b'\n', 0x80], "line 2 is not UTF-8"),
        ] {
            let error = read_users("pool", bytes).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
        let error = read_users("pool", std::io::repeat(b' ')).unwrap_err().to_string();
        assert!(error.contains("larger than 16 MiB"), "{error}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(prop::sample::select(b"{}[],:\"\\\r\n usbhandle".as_slice()), 0..60)) {
            read_users("pool", bytes.as_slice()).ok();
        }

        #[test]
        fn a_csv_cut_anywhere_is_read_by_whole_records_or_refused(cut in 0_usize..60) {
            let text = format!("handle,sub\n\"lo\"\"ndo\",{ID}\n");
            let cut = &text[..cut.min(text.len())];
            if let Ok(users) = read(cut) {
                prop_assert!(users.iter().all(|(handle, sub)| handle == "lo\"ndo" && ID.starts_with(sub.as_str())));
            }
        }
    }
}
