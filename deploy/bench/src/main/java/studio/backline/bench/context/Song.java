package studio.backline.bench.context;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the ledger, as a plugin would map it. */
@Entity
@Table(name = "song")
class Song {

    @Id private @Nullable UUID id;

    private @Nullable UUID workspaceId;

    private @Nullable String title;

    protected Song() {}
}
