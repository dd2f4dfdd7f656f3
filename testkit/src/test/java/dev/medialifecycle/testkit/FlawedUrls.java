package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PercentEncoding;
import dev.medialifecycle.blob.StorageProvider;
import java.net.URI;
import java.time.Duration;

/** Providers that misread URLs. */
final class FlawedUrls {
    private FlawedUrls() {}

    static final class AcceptsLookAlikes extends ForwardingStorage {
        AcceptsLookAlikes(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return honest.locate(url.replace(".memory.invalid.evil.example/", ".memory.invalid/"));
        }
    }

    static final class DecodesTwice extends ForwardingStorage {
        DecodesTwice(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return honest.locate(url.replace("%25", "%"));
        }
    }

    static final class TakesPlusForABlank extends ForwardingStorage {
        TakesPlusForABlank(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return honest.locate(url.replace("%2B", "%20"));
        }
    }

    static final class Throws extends ForwardingStorage {
        Throws(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return honest.locate(URI.create(url).toString());
        }
    }

    static final class FollowsDots extends ForwardingStorage {
        FollowsDots(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return honest.locate(url.replace("/%2e%2e/", "/"));
        }
    }

    static final class FindsItsUrlsOnly extends ForwardingStorage {
        FindsItsUrlsOnly(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            Located located = honest.locate(url);
            return located instanceof Located.Owned owned
                            && !url.startsWith("http://localhost")
                            && !url.startsWith(spelled(owned.location()))
                    ? new Located.Foreign("elsewhere")
                    : located;
        }

        private static String spelled(BlobLocation location) {
            return "https://" + location.provider() + ".memory.invalid/" + location.bucket() + "/"
                    + PercentEncoding.encode(location.key());
        }
    }

    static final class TakesStrangersForItsOwn extends ForwardingStorage {
        TakesStrangersForItsOwn(StorageProvider honest) {
            super(honest);
        }

        @Override
        public Located locate(String url) {
            return honest.locate(
                    url.replace("https://somebody-elses.s3.amazonaws.com/", "https://memory.memory.invalid/media/"));
        }
    }

    static final class SignsOneUrlForAll extends ForwardingStorage {
        SignsOneUrlForAll(StorageProvider honest) {
            super(honest);
        }

        @Override
        public URI signedUrl(BlobLocation location, Duration lifetime) {
            String url = honest.signedUrl(location, lifetime).toString();
            return URI.create(url.substring(0, url.indexOf('?')));
        }
    }
}
