package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the host writes its references: in either table, in any spelling. */
final class HostTables {
    private final SimulatedWorld world;
    private final SeededRandom random;
    private long rows;

    HostTables(SimulatedWorld world, SeededRandom random) {
        this.world = world;
        this.random = random;
    }

    String url(BlobLocation location) {
        return world.bucket().provider().publicUrl(location).toString();
    }

    Optional<HostRow> anyRow() {
        List<HostRow> all = List.copyOf(world.database().now().hostRows().values());
        return all.isEmpty() ? Optional.empty() : Optional.of(random.pick(all));
    }

    void write(SimulatedTransaction tx, Asset asset) {
        String url = url(asset.location());
        write(tx, url, asset.id(), asset.location());
    }

    void write(SimulatedTransaction tx, String url, @Nullable AssetId id, BlobLocation location) {
        List<String> spellings = new ArrayList<>(List.of(url, url + "?v=3", location.key()));
        if (id != null) {
            spellings.add(id.toString());
        }
        HostRow.Table table = random.pick(List.of(HostRow.Table.values()));
        long number = rows++;
        tx.write(number, new HostRow(number, table, random.pick(spellings), location, 0));
    }
}
