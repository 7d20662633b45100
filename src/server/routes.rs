//! The list of routes, and the router that is built from it.

use super::failure::Failure;
use super::state::State;
use super::{activities, live, messages, origin, page, session, users};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Anyone who reaches the server.
    Anyone,
    /// A user, by a bearer token.
    User,
}

/// A route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The method. A route of GET answers HEAD too.
    pub method: &'static str,
    /// The path; `{name}` stands for a part of it.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    handler: Handler,
}

/// What answers a route.
#[derive(Debug, Clone, Copy)]
enum Handler {
    Page,
    Css,
    Script,
    Stream,
    MessageGroups,
    Messages,
    CreateMessage,
    UserShort,
    Home,
    Notifications,
    UserActivities,
    Session,
}

/// Every route of the server.
pub const ROUTES: &[Route] = &[
    Route { method: "GET", path: "/", caller: Caller::Anyone, handler: Handler::Page },
    Route { method: "GET", path: "/messages", caller: Caller::Anyone, handler: Handler::Page },
    Route { method: "GET", path: "/messages/{*path}", caller: Caller::Anyone, handler: Handler::Page },
    Route { method: "GET", path: "/page.css", caller: Caller::Anyone, handler: Handler::Css },
    Route { method: "GET", path: "/page.js", caller: Caller::Anyone, handler: Handler::Script },
    Route { method: "GET", path: "/api/stream", caller: Caller::User, handler: Handler::Stream },
    Route { method: "GET", path: "/api/message_groups", caller: Caller::User, handler: Handler::MessageGroups },
    Route {
        method: "GET",
        path: "/api/messages/{message_group_uuid}",
        caller: Caller::User,
        handler: Handler::Messages,
    },
    Route { method: "POST", path: "/api/messages", caller: Caller::User, handler: Handler::CreateMessage },
    Route { method: "GET", path: "/api/activities/home", caller: Caller::Anyone, handler: Handler::Home },
    Route {
        method: "GET",
        path: "/api/activities/notifications",
        caller: Caller::Anyone,
        handler: Handler::Notifications,
    },
    Route {
        method: "GET",
        path: "/api/activities/@{handle}",
        caller: Caller::Anyone,
        handler: Handler::UserActivities,
    },
    Route { method: "GET", path: "/api/users/@{handle}/short", caller: Caller::Anyone, handler: Handler::UserShort },
    Route { method: "GET", path: "/api/session", caller: Caller::User, handler: Handler::Session },
];

impl Handler {
    fn router(self) -> MethodRouter<Arc<State>> {
        match self {
            Self::Page => get(page::html),
            Self::Css => get(page::css),
            Self::Script => get(page::script),
            Self::Stream => get(live::stream),
            Self::MessageGroups => get(messages::groups),
            Self::Messages => get(messages::list),
            Self::CreateMessage => post(messages::create),
            Self::UserShort => get(users::short),
            Self::Home => get(activities::home),
            Self::Notifications => get(activities::notifications),
            Self::UserActivities => get(activities::of_user),
            Self::Session => get(session::show),
        }
    }
}

/// Builds the router. Every answer that is not a file of the page is JSON.
pub(super) fn router(state: &Arc<State>) -> Router {
    let router = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, route.handler.router()));
    router
        .fallback(async || Failure::not_found())
        .method_not_allowed_fallback(async || Failure::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"))
        .layer(from_fn_with_state(Arc::clone(state), origin::check))
        .with_state(Arc::clone(state))
}
