package dev.medialifecycle.internal.work;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.FetchPolicy.Addresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which URLs an output may be fetched from: the vendor's hosts, and nothing that leads inside our own network. */
final class AddressGuard {
    private final Addresses allowed;

    AddressGuard(Addresses allowed) {
        this.allowed = allowed;
    }

    /** Throws {@code ML-OUT-006} or {@code ML-OUT-007} for a URL that must not be fetched. */
    void check(URI url, Set<String> hosts) {
        String host = url.getHost();
        if (host == null || url.getRawUserInfo() != null) {
            throw refused(ErrorCode.ADDRESS_REFUSED, "an output whose URL names no plain host");
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (hosts.stream().noneMatch(pattern -> covers(pattern, name))) {
            throw refused(ErrorCode.HOST_REFUSED, name + ": it is not on the vendor's list " + hosts);
        }
        boolean isLoopback = true;
        for (InetAddress address : resolve(name)) {
            isLoopback &= address.isLoopbackAddress();
            boolean isExcused = allowed == Addresses.LOOPBACK_FOR_TESTS && address.isLoopbackAddress();
            if (!isExcused && !isPublic(address)) {
                throw refused(
                        ErrorCode.ADDRESS_REFUSED, name + " (" + address.getHostAddress() + ", not a public address)");
            }
        }
        boolean isExcused = allowed == Addresses.LOOPBACK_FOR_TESTS && isLoopback && "http".equals(url.getScheme());
        if (!isExcused && !"https".equals(url.getScheme())) {
            throw refused(ErrorCode.ADDRESS_REFUSED, name + " over " + url.getScheme() + ": only https is fetched");
        }
    }

    private static boolean covers(String pattern, String host) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return wanted.startsWith("*.") ? host.endsWith(wanted.substring(1)) : host.equals(wanted);
    }

    private static InetAddress[] resolve(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new MediaLifecycleException(
                    ErrorCode.DOWNLOAD_FAILED,
                    ErrorKind.UNAVAILABLE,
                    "Failed to download: " + host + " has no address",
                    e);
        }
    }

    /** Public unicast only, after RFC 6890 and RFC 4291; addresses that embed an IPv4 address are judged by that one. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            byte[] embedded = embeddedIpv4(bytes);
            // 2000::/3 is all of global unicast; 2001:db8::/32 is for documents.
            boolean isGlobal = (bytes[0] & 0xe0) == 0x20 && !startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8);
            return embedded == null ? isGlobal : isPublicIpv4(embedded);
        }
        return isPublicIpv4(bytes);
    }

    private static byte @Nullable [] embeddedIpv4(byte[] bytes) {
        boolean isNat64 = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
        boolean is6to4 = startsWith(bytes, 0x20, 0x02);
        if (isNat64) {
            return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
        }
        return is6to4 ? new byte[] {bytes[2], bytes[3], bytes[4], bytes[5]} : null;
    }

    private static boolean isPublicIpv4(byte[] ip) {
        int first = ip[0] & 0xff;
        int second = ip[1] & 0xff;
        boolean isPrivate = first == 10
                || (first == 172 && (second & 0xf0) == 16)
                || (first == 192 && second == 168)
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 169 && second == 254);
        boolean isSpecial = first == 0
                || first == 127
                || first >= 224
                || (first == 192 && second == 0 && (ip[2] == 0 || ip[2] == 2))
                || (first == 198 && (second & 0xfe) == 18)
                || (first == 198 && second == 51 && ip[2] == 100)
                || (first == 203 && second == 0 && ip[2] == 113);
        return !isPrivate && !isSpecial;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static MediaLifecycleException refused(ErrorCode code, String what) {
        return new MediaLifecycleException(code, ErrorKind.REJECTED, "Refused to fetch " + what);
    }
}
