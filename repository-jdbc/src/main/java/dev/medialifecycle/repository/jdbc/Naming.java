package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.retention.Candidate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** By what names a place of the host's knows candidates. */
enum Naming {
    /** By their own. */
    ASSETS {
        @Override
        CandidateNames ids(Collection<Candidate> candidates, Connection connection) {
            CandidateNames names = new CandidateNames();
            assets(candidates).forEach((id, candidate) -> names.add(id, candidate));
            return names;
        }

        @Override
        CandidateNames texts(Collection<Candidate> candidates, Connection connection) {
            CandidateNames names = new CandidateNames();
            assets(candidates).forEach((id, candidate) -> addId(id, candidate, names));
            candidates.forEach(candidate -> addPaths(candidate, names));
            return names;
        }
    },
    /** By the jobs that they are an output of. */
    JOBS {
        @Override
        CandidateNames ids(Collection<Candidate> candidates, Connection connection) throws SQLException {
            CandidateNames names = new CandidateNames();
            outputs(candidates, connection, (candidate, job, vendorsId) -> names.add(job, candidate));
            return names;
        }

        @Override
        CandidateNames texts(Collection<Candidate> candidates, Connection connection) throws SQLException {
            CandidateNames names = new CandidateNames();
            outputs(candidates, connection, (candidate, job, vendorsId) -> {
                addId(job, candidate, names);
                if (vendorsId != null) {
                    names.add(new String(vendorsId, StandardCharsets.UTF_8), candidate);
                }
            });
            return names;
        }
    };

    private static final String OUTPUTS = "SELECT o.asset_id, j.id, j.vendor_job_id FROM ml_job_output o"
            + " JOIN ml_job j ON j.id = o.job_id WHERE o.asset_id = ANY(?)";

    /** For a column of UUIDs. */
    abstract CandidateNames ids(Collection<Candidate> candidates, Connection connection) throws SQLException;

    /** For a column of text. */
    abstract CandidateNames texts(Collection<Candidate> candidates, Connection connection) throws SQLException;

    private interface OutputReader {
        void read(Candidate candidate, UUID job, byte[] vendorsId);
    }

    private static Map<UUID, Candidate> assets(Collection<Candidate> candidates) {
        Map<UUID, Candidate> assets = new HashMap<>();
        for (Candidate candidate : candidates) {
            AssetId id = candidate.assetId();
            if (id != null) {
                assets.put(id.value(), candidate);
            }
        }
        return assets;
    }

    private static void outputs(Collection<Candidate> candidates, Connection connection, OutputReader reader)
            throws SQLException {
        Map<UUID, Candidate> assets = assets(candidates);
        try (PreparedStatement statement = connection.prepareStatement(OUTPUTS)) {
            statement.setArray(
                    1, connection.createArrayOf("uuid", assets.keySet().toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Candidate candidate = assets.get(result.getObject(1, UUID.class));
                    if (candidate != null) {
                        reader.read(candidate, result.getObject(2, UUID.class), result.getBytes(3));
                    }
                }
            }
        }
    }

    private static void addId(UUID id, Candidate candidate, CandidateNames names) {
        names.add(id.toString(), candidate);
        names.add(id.toString().toUpperCase(Locale.ROOT), candidate);
    }

    private static void addPaths(Candidate candidate, CandidateNames names) {
        String key = candidate.location().key();
        String path = candidate.location().bucket() + "/" + key;
        names.add(key, candidate);
        names.add("/" + key, candidate);
        names.add(path, candidate);
        names.add("/" + path, candidate);
        names.add(candidate.location().toString(), candidate);
        for (URI url : candidate.urls()) {
            addUrl(url.toString(), candidate, names);
        }
    }

    private static void addUrl(String url, Candidate candidate, CandidateNames names) {
        names.add(url, candidate);
        int host = url.indexOf("//");
        if (host >= 0) {
            String rest = url.substring(host);
            names.add("https:" + rest, candidate);
            names.add("http:" + rest, candidate);
            names.add(rest, candidate);
        }
    }
}
