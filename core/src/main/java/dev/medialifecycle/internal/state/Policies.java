package dev.medialifecycle.internal.state;

import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.Vendor;
import java.util.Map;

/** What the host configured by name: upload policies by role, vendors by name. */
public record Policies(Map<AssetRole, UploadPolicy> uploads, Map<String, Vendor> vendors) {
    /** Copies both. */
    public Policies {
        uploads = Map.copyOf(uploads);
        vendors = Map.copyOf(vendors);
    }

    /** Where assets of a role go; {@code ML-CFG-001} if nobody said. */
    public UploadPolicy upload(AssetRole role) {
        UploadPolicy policy = uploads.get(role);
        if (policy == null) {
            throw missing("No upload policy for role \"" + role + "\". Next: builder.uploads(role, policy)");
        }
        return policy;
    }

    /** The vendor of this name; {@code ML-CFG-001} if there is none. */
    public Vendor vendor(String name) {
        Vendor vendor = vendors.get(name);
        if (vendor == null) {
            throw missing("No vendor is named \"" + name + "\"; there are " + vendors.keySet()
                    + ". Next: builder.vendor(...)");
        }
        return vendor;
    }

    private static MediaLifecycleException missing(String text) {
        return new MediaLifecycleException(ErrorCode.MISSING_PART, ErrorKind.REJECTED, text);
    }
}
