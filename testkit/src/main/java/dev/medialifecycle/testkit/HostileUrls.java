package dev.medialifecycle.testkit;

import java.util.ArrayList;
import java.util.List;

/** Text that must not be taken for a URL of a provider, made from a URL that is one. */
final class HostileUrls {
    private static final List<String> NO_URLS = List.of(
            "",
            " ",
            "not a url",
            "/",
            "//",
            "///",
            "http:",
            "http://",
            "https:///x",
            "https://[",
            "https://[::1",
            "https://:80/x",
            "javascript:alert(1)",
            "data:image/png;base64,AAAA",
            "file:///etc/passwd",
            "mailto:a@example.com",
            "%",
            "%00",
            "https://%/x",
            "https://exa mple.com/x",
            "https://example.com:99999999999/x",
            "\0",
            "\uD800",
            "https://\uD83D\uDE00");

    private static final List<String> HIDDEN = List.of(
            "/../",
            "/%2e%2e/",
            "/%2E%2E/",
            "/.%2e/",
            "/%2e./",
            "/./",
            "/%2e/",
            "//",
            "/%2f/",
            "/..%2f",
            "/%2e%2e%2f",
            "/%00/",
            "/a%00b/",
            "/%0a/",
            "/%0d%0a/",
            "/\0/",
            "/\n/",
            "/\r/",
            "/\t/",
            "/\u007f/",
            "/\\/",
            "/..\\/",
            "/%c0%ae%c0%ae/",
            "/%c0%af/",
            "/%e0%80%af/",
            "/%ff/",
            "/%ed%a0%80/",
            "/%/",
            "/%2/",
            "/%zz/",
            "/%u002e/");

    private HostileUrls() {}

    /** Text that means nothing, whoever reads it. */
    static List<String> noUrls() {
        return NO_URLS;
    }

    /** URLs of other hosts that look like the genuine one. */
    static List<String> lookAlikes(String genuine) {
        int start = genuine.indexOf("://") + 3;
        int slash = genuine.indexOf('/', start);
        String scheme = genuine.substring(0, start);
        String authority = genuine.substring(start, slash);
        String rest = genuine.substring(slash);
        return List.of(
                scheme + authority + ".evil.example" + rest,
                scheme + "evil-" + authority + rest,
                scheme + "evil.example" + rest,
                scheme + "evil.example/" + authority + rest,
                scheme + "evil.example/" + genuine,
                scheme + "evil.example/?u=" + genuine,
                scheme + "evil.example/#" + genuine,
                scheme + "evil.example?" + genuine,
                scheme + "evil.example#@" + authority + rest,
                scheme + "evil.example\\@" + authority + rest,
                scheme + authority + "\\@evil.example" + rest,
                scheme + authority + "@evil.example" + rest,
                scheme + authority + ":80@evil.example" + rest,
                scheme + authority + "%2eevil.example" + rest,
                scheme + authority + "%00.evil.example" + rest,
                scheme + authority + "\u3002evil.example" + rest,
                "javascript://" + authority + rest,
                "file://" + authority + rest);
    }

    /** The genuine URL, disguised or with something hidden in it; its path must hold {@code /hostile/}. */
    static List<String> disguises(String genuine) {
        int start = genuine.indexOf("://") + 3;
        List<String> urls = new ArrayList<>(List.of(
                genuine.substring(0, start) + "user@" + genuine.substring(start),
                genuine.substring(0, start) + "user:pass@" + genuine.substring(start),
                genuine.substring(0, start) + "@" + genuine.substring(start),
                " " + genuine,
                "\t" + genuine,
                "\n" + genuine,
                "\0" + genuine,
                genuine.replace("://", ":/"),
                genuine.replace("://", ":\\\\"),
                genuine.substring(start)));
        for (String hidden : HIDDEN) {
            urls.add(genuine.replace("/hostile/", hidden));
            urls.add(genuine.replace("/hostile/", "/hostile" + hidden));
        }
        return urls;
    }
}
