//! The default VPC of a region, as parameters of a stack.
//! Source: EC2 API reference, DescribeVpcs, DescribeSubnets, DescribeRouteTables and DescribeVpcEndpoints.

use super::Location;
use super::api::{Api, Client};
use super::ec2::{describe, gateway_endpoints};
use super::xml::{ScopedDecoder, XmlDecodeError, each, text_of, try_data};
use crate::error::{Result, StackError};
use crate::event::Observer;
use std::collections::BTreeSet;

/// What is read, for errors.
const ON: &str = "the default VPC";

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
/// [`StackError::NoDefaultVpc`] if the region has no default VPC, or if its subnets are in fewer than two availability zones;
/// [`StackError::NotAllowed`], and
/// those of the credentials and the service.
pub async fn default_network(location: &Location, observer: Observer) -> Result<Network> {
    let client = Client::new(location, Api::EC2, observer)?;
    let missing = |why: &'static str| StackError::NoDefaultVpc { region: location.region().to_owned(), why };
    let vpcs = describe(&client, ("DescribeVpcs", "vpcSet"), ON, &[("is-default", "true")], text_of("vpcId")).await?;
    let vpc = vpcs.into_iter().flatten().next().ok_or_else(|| missing("it has no default VPC"))?;
    let of_vpc = ("vpc-id", vpc.as_str());
    let subnets = [of_vpc, ("default-for-az", "true")];
    let subnets = describe(&client, ("DescribeSubnets", "subnetSet"), ON, &subnets, text_of("subnetId")).await?;
    let subnets: Vec<String> = subnets.into_iter().flatten().collect();
    if subnets.len() < 2 {
        return Err(missing("its default VPC has default subnets in fewer than two availability zones").into());
    }
    let tables = describe(&client, ("DescribeRouteTables", "routeTableSet"), ON, &[of_vpc], route_table).await?;
    let service = format!("com.amazonaws.{}.dynamodb", location.region());
    let filters = [of_vpc, ("service-name", service.as_str()), ("vpc-endpoint-type", "Gateway")];
    let endpoints = gateway_endpoints(&client, ON, &filters).await?;
    let taken: BTreeSet<String> = endpoints.into_iter().flat_map(|endpoint| endpoint.route_tables).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stack::ec2::page;

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
}
