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
        ("{\"sub\":\"a\"}\n{\"handle\":\"b\"}\nx\n", "pool: line 2: it has no sub, but handle; line 3: expected value"),
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
            "pool: line 1: the name sub occurs more than once; line 2: the sub is empty",
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
            "pool: it is neither an object of users nor one with the sub of each handle; it has message",
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
        ..PoolUser::default()
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
