package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.listener.MediaEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes down every telling, twice if it is told twice. */
final class Tellings implements LifecycleListener {
    private final DataSource dataSource;
    private final String node;

    Tellings(DataSource dataSource, String node) {
        this.dataSource = dataSource;
        this.node = node;
    }

    @Override
    public void on(MediaEvent event) {
        if (event instanceof MediaEvent.UploadAccepted accepted) {
            write(accepted.asset().id().value(), "accepted", null);
        } else if (event instanceof MediaEvent.AssetQuarantined quarantined) {
            write(quarantined.asset().id().value(), "quarantined", null);
        } else if (event instanceof MediaEvent.AssetDeleted deleted) {
            write(deleted.asset().id().value(), "deleted", deleted.verdict().name());
        } else if (event instanceof MediaEvent.LeaveVetoed vetoed) {
            write(vetoed.asset().value(), "vetoed", null);
        } else if (event instanceof MediaEvent.JobFailed failed) {
            write(failed.job().id().value(), "job failed", null);
        }
    }

    private void write(UUID subject, String event, @Nullable String verdict) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO told (subject, event, verdict, node) VALUES (?, ?, ?, ?)")) {
            statement.setObject(1, subject);
            statement.setString(2, event);
            statement.setString(3, verdict);
            statement.setString(4, node);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The telling could not be written down", e);
        }
    }
}
