//! `AYENEH_TRUSTED_PROXIES`: whose word about the client's address is believed. Nobody's by default, because anybody can
//! send the header.

use std::net::IpAddr;

use ipnet::IpNet;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Addresses and CIDR blocks of proxies that stand in front of the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Reads a list with commas or spaces between: `127.0.0.1, 10.0.0.0/8, fd00::/8`.
    ///
    /// # Errors
    /// A sentence that names the entry to change.
    pub fn parse(list: &str) -> Result<Self, String> {
        let entries = list.split([',', ' ', '\t']).map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(entry).collect::<Result<_, _>>().map(Self)
    }

    /// Whether this proxy is believed. An IPv4 address in IPv6 clothes is itself.
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|block| block.contains(&address))
    }

    /// Whether nobody is believed.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether anybody at all would be believed, which makes the limit of tries to sign in worthless.
    pub fn trusts_everybody(&self) -> bool {
        self.0.iter().any(|block| block.prefix_len() == 0)
    }
}

fn entry(entry: &str) -> Result<IpNet, String> {
    let block = entry.parse::<IpNet>().ok().or_else(|| entry.parse::<IpAddr>().ok().map(IpNet::from));
    block.map(|block| block.trunc()).ok_or_else(|| {
        format!("\"{entry}\" in AYENEH_TRUSTED_PROXIES is neither an address nor a block like 10.0.0.0/8")
    })
}

impl std::fmt::Display for TrustedProxies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let blocks: Vec<String> = self.0.iter().map(IpNet::to_string).collect();
        f.write_str(&blocks.join(", "))
    }
}

impl Serialize for TrustedProxies {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TrustedProxies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A variable is one text, the file may have a list.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            List(Vec<String>),
        }
        let list = match Written::deserialize(deserializer)? {
            Written::Text(text) => text,
            Written::List(list) => list.join(","),
        };
        Self::parse(&list).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_blocks_are_read() {
        let proxies = TrustedProxies::parse("127.0.0.1, 10.1.2.3/8 fd00::/8,").expect("a list");
        assert_eq!(proxies.to_string(), "127.0.0.1/32, 10.0.0.0/8, fd00::/8");
        for (address, trusted) in [
            ("127.0.0.1", true),
            ("127.0.0.2", false),
            ("10.255.0.1", true),
            ("11.0.0.1", false),
            ("::ffff:10.0.0.9", true),
            ("fd12::1", true),
            ("fe80::1", false),
        ] {
            assert_eq!(proxies.trusts(address.parse().expect("an address")), trusted, "{address}");
        }
        assert!(TrustedProxies::parse("").expect("nobody").is_empty());
        assert!(TrustedProxies::parse("0.0.0.0/0").expect("a list").trusts_everybody());
    }

    #[test]
    fn what_is_no_address_is_named() {
        for wrong in ["proxy.example", "10.0.0.0/33", "10.0.0", "300.0.0.1"] {
            let fault = TrustedProxies::parse(&format!("::1,{wrong}")).expect_err("is refused");
            assert!(fault.contains(wrong), "{fault}");
        }
    }
}
