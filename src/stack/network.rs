//! The default VPC of a region, as parameters of a stack.
//! Source: EC2 API reference, DescribeVpcs, DescribeSubnets, DescribeRouteTables and DescribeVpcEndpoints.

use super::Location;
use super::api::{Api, Client};
use crate::aws::signed::Request;
use crate::error::{Result, StackError};
use crate::event::Observer;
use crate::pages::Pages;
use aws_smithy_xml::decode::{Document, ScopedDecoder, XmlDecodeError, try_data};
use std::collections::BTreeSet;

const API_VERSION: &str = "2016-11-15";

/// The default VPC of a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Its id.
    pub vpc: String,
    /// A subnet in each availability zone.
    pub subnets: Vec<String>,
    /// The route tables of these subnets, without those that have an endpoint of DynamoDB already.
    pub route_tables: Vec<String>,
    /// The route tables that have an endpoint of DynamoDB already. A second one would be refused.
    pub has_endpoint: Vec<String>,
}

/// A route table, and what uses it.
#[derive(Default)]
struct RouteTable {
    id: String,
    is_main: bool,
    subnets: Vec<String>,
}

/// Reads the default VPC.
///
/// # Errors
/// [`StackError::NoDefaultVpc`] if there is none, or it has subnets in fewer than two availability zones; [`StackError::NotAllowed`], and
/// those of the credentials and the service.
pub async fn default_network(location: &Location, observer: Observer) -> Result<Network> {
    let client = Client::new(location, Api::EC2, observer)?;
    let missing = |why: &'static str| StackError::NoDefaultVpc { region: location.region().to_owned(), why };
    let vpcs = all(&client, "DescribeVpcs", "vpcSet", &[("is-default", "true")], text_of("vpcId")).await?;
    let vpc = vpcs.into_iter().flatten().next().ok_or_else(|| missing("it has no default VPC"))?;
    let subnets = [("vpc-id", vpc.as_str()), ("default-for-az", "true")];
    let subnets = all(&client, "DescribeSubnets", "subnetSet", &subnets, text_of("subnetId")).await?;
    let subnets: Vec<String> = subnets.into_iter().flatten().collect();
    if subnets.len() < 2 {
        return Err(missing("its default VPC has default subnets in fewer than two availability zones").into());
    }
    let tables = all(&client, "DescribeRouteTables", "routeTableSet", &[("vpc-id", vpc.as_str())], route_table).await?;
    let service = format!("com.amazonaws.{}.dynamodb", location.region());
    let filters = [("vpc-id", vpc.as_str()), ("service-name", service.as_str()), ("vpc-endpoint-type", "Gateway")];
    let endpoints = all(&client, "DescribeVpcEndpoints", "vpcEndpointSet", &filters, endpoint).await?;
    let taken: BTreeSet<String> = endpoints.into_iter().flatten().collect();
    let (has_endpoint, route_tables) = of_subnets(&tables, &subnets).into_iter().partition(|id| taken.contains(id));
    Ok(Network { vpc, subnets, route_tables, has_endpoint })
}

/// The route tables that these subnets use: those that name them, and the main one for the others.
fn of_subnets(tables: &[RouteTable], subnets: &[String]) -> Vec<String> {
    let is_named = |subnet: &String| tables.iter().any(|table| table.subnets.contains(subnet));
    let uses_main = !subnets.iter().all(is_named);
    let is_used = |table: &&RouteTable| {
        (table.is_main && uses_main) || table.subnets.iter().any(|subnet| subnets.contains(subnet))
    };
    tables.iter().filter(is_used).map(|table| table.id.clone()).collect()
}

/// Reads all items of a Describe operation, page by page.
async fn all<T>(
    client: &Client<'_>,
    operation: &'static str,
    set: &str,
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
        let answer = client.repeated(&request, "the default VPC").await?;
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
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
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
fn page<T>(
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

/// Calls `read` for each element within another.
fn each(
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
fn text_of(name: &'static str) -> impl Fn(&mut ScopedDecoder<'_, '_>) -> Result<Option<String>, XmlDecodeError> {
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

fn route_table(item: &mut ScopedDecoder<'_, '_>) -> Result<RouteTable, XmlDecodeError> {
    let mut table = RouteTable::default();
    each(item, |member, tag| match member {
        "routeTableId" => {
            table.id = try_data(tag)?.into_owned();
            Ok(())
        }
        "associationSet" => each(tag, |_, association| {
            each(association, |member, tag| {
                match member {
                    "main" => table.is_main |= try_data(tag)? == "true",
                    "subnetId" => table.subnets.push(try_data(tag)?.into_owned()),
                    _ => {}
                }
                Ok(())
            })
        }),
        _ => Ok(()),
    })?;
    Ok(table)
}

/// The route tables of an endpoint.
fn endpoint(item: &mut ScopedDecoder<'_, '_>) -> Result<Vec<String>, XmlDecodeError> {
    let mut tables = Vec::new();
    each(item, |member, tag| match member {
        "routeTableIdSet" => each(tag, |_, id| {
            tables.push(try_data(id)?.into_owned());
            Ok(())
        }),
        _ => Ok(()),
    })?;
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
        <DescribeRouteTablesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><routeTableSet>
        <item><routeTableId>rtb-main</routeTableId><associationSet><item><main>true</main></item></associationSet></item>
        <item><routeTableId>rtb-a</routeTableId><associationSet><item><main>false</main><subnetId>subnet-a</subnetId></item></associationSet></item>
        <item><routeTableId>rtb-other</routeTableId><associationSet/></item>
        </routeTableSet><nextToken>a&amp;b</nextToken></DescribeRouteTablesResponse>"#;

    #[test]
    fn the_route_tables_of_the_subnets_are_found() {
        let (tables, token) = page(TABLES, "DescribeRouteTables", "routeTableSet", route_table).unwrap();
        assert_eq!(token.as_deref(), Some("a&b"));
        let of = |subnets: &[&str]| of_subnets(&tables, &subnets.iter().map(|&id| id.to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["subnet-a", "subnet-b"]), ["rtb-main", "rtb-a"]);
        assert_eq!(of(&["subnet-a"]), ["rtb-a"]);
        assert_eq!(of(&["subnet-b"]), ["rtb-main"]);
    }

    #[test]
    fn what_is_no_answer_of_the_operation_is_refused() {
        let read = |xml: &str| page(xml, "DescribeVpcs", "vpcSet", text_of("vpcId"));
        assert_eq!(read("<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>"), Some((vec![], None)));
        assert_eq!(
            read("<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>"),
            Some((vec![Some("vpc-1".to_owned())], None))
        );
        for other in
            ["", "{}", "<html><body>sign in</body></html>", "<DescribeVpcsResponse></DescribeVpcsResponse>", TABLES]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn filters_and_tokens_are_encoded() {
        assert_eq!(
            form("DescribeVpcs", &[("is-default", "true")], Some("a b&c")),
            "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=is%2Ddefault&Filter.1.Value.1=true&NextToken=a%20b%26c"
        );
    }
}
