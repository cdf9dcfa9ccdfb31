//! The client's address, for slowing guesses down and for `/metrics`. Never logged, never stored.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderName, header},
};
use ipnet::Ipv6Net;

use crate::trusted_proxies::TrustedProxies;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of the connection; `0.0.0.0`, which is nobody's, where it is not known.
fn connection(request: &Request) -> IpAddr {
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>();
    connection.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip().to_canonical())
}

/// The client's address. A proxy is believed only if it is trusted: then `X-Forwarded-For` is read from the right, where
/// the nearest proxy wrote, over every trusted one, to the first address that nobody trusted stands for. What a client
/// wrote itself stands further left and is never reached. Reading ends at what is no address.
pub fn of(request: &Request, proxies: &TrustedProxies) -> IpAddr {
    let mut client = connection(request);
    for hop in hops(request.headers()).into_iter().rev() {
        if !proxies.trusts(client) {
            break;
        }
        match hop {
            Some(address) => client = address,
            None => break,
        }
    }
    client
}

/// Every entry of every `X-Forwarded-For`, left to right; `None` for what is no address.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let entries = |value: &axum::http::HeaderValue| -> Vec<Option<IpAddr>> {
        value.to_str().map_or_else(|_| vec![None], |text| text.split(',').map(|entry| address(entry.trim())).collect())
    };
    headers.get_all(FORWARDED_FOR).iter().flat_map(entries).collect()
}

/// An address, with or without a port.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = || entry.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    let address = bare().or_else(|| entry.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address| address.to_canonical())
}

/// Whether any proxy left a trace, trusted or not.
pub fn forwarded(headers: &HeaderMap) -> bool {
    let traces = [FORWARDED_FOR, "x-forwarded-host", "x-forwarded-proto", "x-forwarded-server", "x-real-ip"];
    let traces = traces.map(HeaderName::from_static);
    traces.iter().chain([&header::FORWARDED, &header::VIA]).any(|name| headers.contains_key(name))
}

/// Whom a limit counts: one address, or with IPv6 one network of 64 bits, of which a client may have every address.
pub fn counted(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Net::new(six, 64).map_or(address, |net| IpAddr::V6(net.trunc().addr())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(connection: &str, forwarded: &[&str]) -> Request {
        let mut request = axum::http::Request::get("/");
        for value in forwarded {
            request = request.header(FORWARDED_FOR, *value);
        }
        let socket = SocketAddr::new(connection.parse().expect("an address"), 40_000);
        request.extension(ConnectInfo(socket)).body(axum::body::Body::empty()).expect("a request")
    }

    fn client(proxies: &str, connection: &str, forwarded: &[&str]) -> String {
        let proxies = TrustedProxies::parse(proxies).expect("a list");
        of(&asked(connection, forwarded), &proxies).to_string()
    }

    #[test]
    fn nobody_is_believed_by_default() {
        assert_eq!(client("", "203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
        assert_eq!(client("10.0.0.0/8", "203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
    }

    #[test]
    fn a_trusted_proxy_is_read_from_the_right() {
        let proxies = "127.0.0.1, 10.0.0.0/8";
        assert_eq!(client(proxies, "127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client(proxies, "127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        // What the client itself wrote stands on the left.
        assert_eq!(client(proxies, "127.0.0.1", &["127.0.0.1, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(proxies, "127.0.0.1", &["1.1.1.1", "198.51.100.1, 10.0.0.3"]), "198.51.100.1");
        assert_eq!(client(proxies, "127.0.0.1", &["10.0.0.9, 10.0.0.3"]), "10.0.0.9");
        assert_eq!(client(proxies, "::ffff:127.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(client(proxies, "127.0.0.1", &["[2001:db8::5]:443"]), "2001:db8::5");
        assert_eq!(client(proxies, "127.0.0.1", &["1.1.1.1, unknown"]), "127.0.0.1");
        assert_eq!(client(proxies, "127.0.0.1", &["1.1.1.1, unknown, 10.0.0.3"]), "10.0.0.3");
    }

    #[test]
    fn a_network_of_a_client_is_counted_once() {
        let counted = |text: &str| counted(text.parse().expect("an address")).to_string();
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(counted("198.51.100.1"), "198.51.100.1");
    }
}
