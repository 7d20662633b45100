//! The XML of services that do not speak JSON. The parser is that of the SDK.

pub(super) use aws_smithy_xml::decode::{Document, ScopedDecoder, XmlDecodeError, try_data};

/// Returns the text of the first element of this name, at any depth. Returns `None` if no element has the name, or if the first one
/// has other elements in it.
pub(super) fn first(xml: &str, name: &str) -> Option<String> {
    let mut document = Document::new(xml);
    while let Some(element) = document.next_start_element() {
        if element.local() == name {
            return Some(try_data(&mut document).ok()?.into_owned());
        }
    }
    None
}

/// Calls `read` for each element within another.
pub(super) fn each(
    within: &mut ScopedDecoder<'_, '_>,
    mut read: impl FnMut(&str, &mut ScopedDecoder<'_, '_>) -> Result<(), XmlDecodeError>,
) -> Result<(), XmlDecodeError> {
    while let Some(mut tag) = within.next_tag() {
        let name = tag.start_el().local().to_owned();
        read(&name, &mut tag)?;
    }
    Ok(())
}

/// Reads the text of a member of an item.
pub(super) fn text_of(
    name: &'static str,
) -> impl Fn(&mut ScopedDecoder<'_, '_>) -> Result<Option<String>, XmlDecodeError> {
    move |item| {
        let mut found = None;
        each(item, |member, tag| {
            if member == name {
                found = Some(try_data(tag)?.into_owned());
            }
            Ok(())
        })?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_of_a_name_is_found_anywhere() {
        let xml = "<?xml version=\"1.0\"?><Response><Errors><Error><Code>AuthFailure</Code><Message>a &lt;b&gt; &#38; c</Message>\
            </Error></Errors><Code>other</Code></Response>";
        assert_eq!(first(xml, "Code").as_deref(), Some("AuthFailure"));
        assert_eq!(first(xml, "Message").as_deref(), Some("a <b> & c"));
        assert_eq!(first("<Error><Code/></Error>", "Code").as_deref(), Some(""));
        for text in ["", "<", "<html><body>Code</body></html>", "<Code><b>x</b></Code>", "{}"] {
            assert_eq!(first(text, "Code"), None, "{text}");
        }
    }
}
