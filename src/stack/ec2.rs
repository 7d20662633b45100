//! Lists of EC2, which answers in XML.
//! Source: EC2 API reference, "Query requests", and the operations whose names begin with Describe.

use super::api::{Client, encoded};
use super::xml::{Document, ScopedDecoder, XmlDecodeError, each, try_data};
use crate::aws::signed::Request;
use crate::error::Result;
use crate::pages::Pages;

const API_VERSION: &str = "2016-11-15";

/// A gateway endpoint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GatewayEndpoint {
    /// Its id.
    pub id: String,
    /// Its state, such as `available`.
    pub state: String,
    /// The route tables that lead to it.
    pub route_tables: Vec<String>,
}

/// Reads the gateway endpoints that have these values.
///
/// # Errors
/// As [`describe`].
pub(super) async fn gateway_endpoints(
    client: &Client<'_>,
    on: &str,
    filters: &[(&str, &str)],
) -> Result<Vec<GatewayEndpoint>> {
    describe(client, ("DescribeVpcEndpoints", "vpcEndpointSet"), on, filters, endpoint).await
}

fn endpoint(item: &mut ScopedDecoder<'_, '_>) -> Result<GatewayEndpoint, XmlDecodeError> {
    let mut endpoint = GatewayEndpoint::default();
    each(item, |member, tag| match member {
        "vpcEndpointId" => {
            endpoint.id = try_data(tag)?.into_owned();
            Ok(())
        }
        "state" => {
            endpoint.state = try_data(tag)?.into_owned();
            Ok(())
        }
        "routeTableIdSet" => each(tag, |_, id| {
            endpoint.route_tables.push(try_data(id)?.into_owned());
            Ok(())
        }),
        _ => Ok(()),
    })?;
    Ok(endpoint)
}

/// Reads all items of an operation that have these values, page by page. `on` is what is read, for errors.
///
/// # Errors
/// [`Error::EndlessPages`](crate::Error::EndlessPages), and as [`Client::repeated`].
pub(super) async fn describe<T>(
    client: &Client<'_>,
    (operation, set): (&'static str, &str),
    on: &str,
    filters: &[(&str, &str)],
    read: impl Fn(&mut ScopedDecoder<'_, '_>) -> Result<T, XmlDecodeError>,
) -> Result<Vec<T>> {
    let mut pages = Pages::of(operation, client.at());
    let (mut found, mut token) = (Vec::new(), None);
    loop {
        let body = form(operation, filters, token.as_deref());
        let headers = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")];
        let request =
            Request { operation, method: http::Method::POST, path: "/", headers: &headers, body: body.as_bytes() };
        let answer = client.repeated(&request, on).await?;
        let not_the_service = || client.not_the_service(operation, answer.status);
        let text = std::str::from_utf8(&answer.body).map_err(|_| not_the_service())?;
        let (items, next) = page(text, operation, set, &read).ok_or_else(not_the_service)?;
        let is_empty = items.is_empty();
        found.extend(items);
        token = pages.next(next, is_empty)?;
        if token.is_none() {
            return Ok(found);
        }
    }
}

/// The body of a request. Source: EC2 API reference, "Query requests".
fn form(operation: &str, filters: &[(&str, &str)], token: Option<&str>) -> String {
    let mut form = format!("Action={operation}&Version={API_VERSION}");
    for (at, (name, value)) in filters.iter().enumerate() {
        let at = at + 1;
        form.push_str(&format!("&Filter.{at}.Name={}&Filter.{at}.Value.1={}", encoded(name), encoded(value)));
    }
    if let Some(token) = token {
        form.push_str(&format!("&NextToken={}", encoded(token)));
    }
    form
}

/// The items of an answer, and the token of the next page; `None` if it is not an answer of this operation.
pub(super) fn page<T>(
    xml: &str,
    operation: &str,
    set: &str,
    read: impl Fn(&mut ScopedDecoder<'_, '_>) -> Result<T, XmlDecodeError>,
) -> Option<(Vec<T>, Option<String>)> {
    let mut document = Document::new(xml);
    let mut root = document.root_element().ok()?;
    if root.start_el().local() != format!("{operation}Response") {
        return None;
    }
    let (mut items, mut token, mut has_set) = (Vec::new(), None, false);
    while let Some(mut tag) = root.next_tag() {
        if tag.start_el().local() == set {
            has_set = true;
            while let Some(mut item) = tag.next_tag() {
                items.push(read(&mut item).ok()?);
            }
        } else if tag.start_el().local() == "nextToken" {
            token = Some(try_data(&mut tag).ok()?.into_owned());
        }
    }
    has_set.then_some((items, token))
}

#[cfg(test)]
mod tests {
    use super::super::xml::text_of;
    use super::*;

    fn endpoints(inner: &str) -> Option<Vec<GatewayEndpoint>> {
        let xml = format!(
            "<?xml version=\"1.0\"?>\n<DescribeVpcEndpointsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n\
             <requestId>1</requestId>{inner}</DescribeVpcEndpointsResponse>"
        );
        page(&xml, "DescribeVpcEndpoints", "vpcEndpointSet", endpoint).map(|(found, _)| found)
    }

    #[test]
    fn the_route_tables_of_an_endpoint_are_read() {
        let item = "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><state>available</state><routeTableIdSet>\n\
            <item>rtb-1</item>\n<item>rtb-2</item></routeTableIdSet><subnetIdSet/><tagSet><item><key>k</key></item></tagSet></item></vpcEndpointSet>";
        let found = endpoints(item).unwrap();
        let tables = ["rtb-1", "rtb-2"].map(str::to_owned).to_vec();
        assert_eq!(
            found,
            [GatewayEndpoint { id: "vpce-1".to_owned(), state: "available".to_owned(), route_tables: tables }]
        );
        let without = "<vpcEndpointSet><item><state>pending</state><routeTableIdSet/></item></vpcEndpointSet>";
        assert!(endpoints(without).unwrap()[0].route_tables.is_empty());
        for empty in ["<vpcEndpointSet/>", "<vpcEndpointSet></vpcEndpointSet>"] {
            assert_eq!(endpoints(empty), Some(Vec::new()));
        }
    }

    #[test]
    fn what_is_no_answer_of_the_operation_is_refused() {
        let read = |xml: &str| page(xml, "DescribeVpcs", "vpcSet", text_of("vpcId"));
        assert_eq!(read("<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>"), Some((vec![], None)));
        assert_eq!(
            read("<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>"),
            Some((vec![Some("vpc-1".to_owned())], None))
        );
        for other in [
            "",
            "{}",
            "<html><body>sign in</body></html>",
            "<DescribeVpcsResponse></DescribeVpcsResponse>",
            "<DescribeSubnetsResponse><vpcSet/></DescribeSubnetsResponse>",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn filters_and_tokens_are_encoded() {
        assert_eq!(
            form("DescribeVpcs", &[("is-default", "true")], Some("a b&c")),
            "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=is-default&Filter.1.Value.1=true&NextToken=a%20b%26c"
        );
    }
}
