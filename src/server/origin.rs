//! The checks of `Host` and `Origin`, on every path. A page of another origin can make a browser send requests to this server,
//! also under a name of its own (DNS rebinding).
//! Source: WHATWG, "Fetch", "CORS protocol".

use super::failure::Failure;
use super::state::State;
use axum::extract;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL, HOST, ORIGIN, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The headers that the app's frontend and the page send.
const ALLOWED_HEADERS: &str = "accept, authorization, content-type, idempotency-key, last-event-id";

/// How long a browser keeps the answer to a preflight request, in seconds.
const MAX_AGE: &str = "600";

/// The names of the server's own host.
const HOSTS: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The origin of a web page, such as `http://localhost:3000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebOrigin(String);

impl WebOrigin {
    /// Returns the origin of a URL, or `None` if the URL is not `http` or `https`, or has more than an origin.
    pub fn parse(url: &str) -> Option<Self> {
        let uri: axum::http::Uri = url.parse().ok()?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme))?;
        let authority = uri.authority()?.as_str();
        let is_bare =
            uri.path_and_query().is_none_or(|path| path == "/") && !authority.contains('@') && !url.contains('#');
        let default_port = if scheme == "http" { ":80" } else { ":443" };
        let authority = authority.strip_suffix(default_port).unwrap_or(authority).to_ascii_lowercase();
        is_bare.then(|| Self(format!("{scheme}://{authority}")))
    }
}

/// The names under which the server is reached, and the origins whose pages may use it.
#[derive(Debug)]
pub(super) struct Origins {
    hosts: Vec<String>,
    allowed: Vec<String>,
}

impl Origins {
    pub(super) fn new(port: u16, allowed: Vec<WebOrigin>) -> Self {
        let with_port = HOSTS.map(|host| format!("{host}:{port}"));
        let bare = HOSTS.map(str::to_owned).into_iter().filter(|_| port == 80);
        let hosts: Vec<String> = with_port.into_iter().chain(bare).collect();
        let own = hosts.iter().map(|host| format!("http://{host}"));
        Self { allowed: own.chain(allowed.into_iter().map(|origin| origin.0)).collect(), hosts }
    }

    /// Returns whether the request names this server as its host, once.
    pub(super) fn has_own_host<B>(&self, request: &Request<B>) -> bool {
        let is_own = |host: &str| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
        let in_uri = request.uri().authority().is_none_or(|authority| is_own(authority.as_str()));
        in_uri && only(request.headers(), &HOST).is_some_and(is_own)
    }

    /// Returns the origin of the request, if it has one that is allowed.
    fn allowed<'a>(&self, headers: &'a HeaderMap) -> Option<&'a HeaderValue> {
        let origin = only(headers, &ORIGIN)?;
        self.allowed.iter().any(|allowed| allowed == origin).then(|| headers.get(ORIGIN))?
    }
}

/// Returns the value of a header that comes once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

/// Refuses a request under another host, or of a page of another origin. Answers preflight requests.
pub(super) async fn check(
    extract::State(state): extract::State<Arc<State>>,
    request: extract::Request,
    next: Next,
) -> Response {
    if !state.origins.has_own_host(&request) {
        return secured(Failure::new(StatusCode::FORBIDDEN, "host_not_allowed").into_response());
    }
    if !request.headers().contains_key(ORIGIN) {
        return secured(next.run(request).await);
    }
    let Some(origin) = state.origins.allowed(request.headers()).cloned() else {
        return secured(Failure::new(StatusCode::FORBIDDEN, "origin_not_allowed").into_response());
    };
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_preflight { preflight() } else { next.run(request).await };
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.headers_mut().insert(VARY, HeaderValue::from_static("Origin"));
    secured(response)
}

fn preflight() -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST"),
        (ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS),
        (ACCESS_CONTROL_MAX_AGE, MAX_AGE),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Adds the headers of every answer: its kind is as it says, no link tells another server of it, and no cache keeps it, unless it says
/// otherwise.
fn secured(mut response: Response) -> Response {
    response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_neither_path_nor_user() {
        let parse = |url| WebOrigin::parse(url).map(|origin| origin.0);
        assert_eq!(parse("http://localhost:3000").as_deref(), Some("http://localhost:3000"));
        assert_eq!(parse("https://App.Example/").as_deref(), Some("https://app.example"));
        assert_eq!(parse("http://localhost:80").as_deref(), Some("http://localhost"));
        for url in
            ["*", "null", "localhost:3000", "ftp://a", "http://a/b", "http://a?b", "http://u@a", "http://a/#b", ""]
        {
            assert_eq!(parse(url), None, "{url}");
        }
    }

    fn request(headers: &[(&HeaderName, &str)], uri: &str) -> Request<()> {
        let mut request = Request::get(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap()
    }

    #[test]
    fn a_host_is_the_servers_own_with_its_port() {
        let origins = Origins::new(4000, Vec::new());
        let is_own = |host: &str| origins.has_own_host(&request(&[(&HOST, host)], "/"));
        for host in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"] {
            assert!(is_own(host), "{host}");
        }
        for host in
            ["", "localhost", "127.0.0.1:4001", "evil.example", "evil.example:4000", "localhost.:4000", "0.0.0.0:4000"]
        {
            assert!(!is_own(host), "{host}");
        }
        assert!(!origins.has_own_host(&request(&[], "/")));
        assert!(!origins.has_own_host(&request(&[(&HOST, "localhost:4000"), (&HOST, "localhost:4000")], "/")));
        assert!(!origins.has_own_host(&request(&[(&HOST, "localhost:4000")], "http://evil.example/")));
        assert!(Origins::new(80, Vec::new()).has_own_host(&request(&[(&HOST, "localhost")], "/")));
    }
}
