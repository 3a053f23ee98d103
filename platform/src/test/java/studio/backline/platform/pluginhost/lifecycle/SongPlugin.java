package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.HeldData;
import studio.backline.testkit.jar.PluginJarBuilder;

/**
 * A plugin that uses all that a plugin may: entity, repository, service, texts, files, job, event.
 */
final class SongPlugin {

    static final String TABLE =
            """
            create table song (
                workspace_id uuid not null default backline_api.current_workspace(),
                id uuid not null,
                version bigint not null default 0,
                title text not null,
                singer_name text,
                primary key (workspace_id, id)
            );
            """;

    /** A row of it. */
    static final String ROW =
            "insert into p_songs.song (workspace_id, id, title, singer_name)"
                    + " values (gen_random_uuid(), gen_random_uuid(), 'Tide', 'Ella')";

    /** What that row tells. */
    static final HeldData HELD = new HeldData(Optional.of(DataCategory.NAME), 1, false);

    private static final String CONFIGURATION =
            """
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            @org.springframework.data.jpa.repository.config.EnableJpaRepositories(
                considerNestedRepositories = true)
            class SongConfiguration {
                @Bean SongService songs(SongRepository repository,
                        studio.backline.contract.text.Texts texts,
                        studio.backline.contract.encryption.Sealer sealer,
                        studio.backline.contract.audit.AuditTrail audit,
                        studio.backline.contract.jobs.Jobs jobs,
                        studio.backline.contract.events.Events events,
                        studio.backline.contract.files.Files files,
                        studio.backline.contract.subject.Subjects subjects,
                        studio.backline.contract.consent.ConsentLedger consents) {
                    return new SongService(repository, texts, sealer, audit,
                            new SongOffice(jobs, events, files, subjects, consents));
                }
                @Bean SongJob job() { return new SongJob(); }
                @Bean SongHearer hearer(SongRepository songs) { return new SongHearer(songs); }
            }
            """;

    private static final String SERVICE =
            """
            import java.util.*;
            import org.springframework.transaction.annotation.Transactional;
            public class SongService implements java.util.function.Function<String, String> {
                private final SongRepository repository;
                private final studio.backline.contract.text.Texts texts;
                private final studio.backline.contract.encryption.Sealer sealer;
                private final studio.backline.contract.audit.AuditTrail audit;
                private final SongOffice office;
                public SongService(SongRepository repository, studio.backline.contract.text.Texts texts,
                        studio.backline.contract.encryption.Sealer sealer,
                        studio.backline.contract.audit.AuditTrail audit, SongOffice office) {
                    this.repository = repository; this.texts = texts; this.sealer = sealer;
                    this.audit = audit; this.office = office;
                }
                @Transactional
                @Override public String apply(String title) {
                    UUID id = studio.backline.contract.tenancy.TimeOrderedUuid.next();
                    String opened = sealer.open("songs.song.title", id,
                            sealer.seal("songs.song.title", id, title));
                    repository.save(new Song(id, opened, "Ella"));
                    audit.record("songs.song-added", id, Map.of("count", "1"));
                    office.take(id, title);
                    return texts.get("songs.count", repository.findByTitle(title).size());
                }
            }
            """;

    private static final String OFFICE =
            """
            import java.nio.charset.StandardCharsets;
            import java.time.Instant;
            import java.util.*;
            import studio.backline.contract.consent.*;
            import studio.backline.contract.events.Events;
            import studio.backline.contract.files.Files;
            import studio.backline.contract.jobs.Jobs;
            import studio.backline.contract.subject.*;
            record SongOffice(Jobs jobs, Events events, Files files, Subjects subjects, ConsentLedger consents) {
                void take(UUID id, String title) {
                    SubjectId singer = new SubjectId(id);
                    subjects.register(singer, SubjectKind.ARTIST);
                    consents.record(List.of(new ConsentRecord(singer, Channel.EMAIL,
                            ConsentEvent.WITHDRAWN, Optional.empty(), "by word of mouth",
                            Instant.now(), Optional.of(id + "@example.org"))));
                    jobs.enqueue("songs.count", Map.of());
                    events.publish("songs.song-added", Map.of("song", id.toString()));
                    try {
                        files.store("words.txt",
                                out -> out.write(title.getBytes(StandardCharsets.UTF_8)));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    private static final String ENTITY =
            """
            import jakarta.persistence.*;
            import java.util.UUID;
            import studio.backline.contract.privacy.*;
            import org.springframework.data.domain.Persistable;
            @Entity @Table(name = "song") @SubjectPath("id")
            class Song implements Persistable<UUID> {
                @Id UUID id;
                @Version long version;
                @NotPersonal String title;
                @PersonalData(DataCategory.NAME) String singerName;
                @Transient boolean fresh;
                protected Song() {}
                Song(UUID id, String title, String singer) {
                    this.id = id; this.title = title; this.singerName = singer; this.fresh = true;
                }
                @Override public UUID getId() { return id; }
                @Override public boolean isNew() { return fresh; }
            }
            """;

    private static final String HEARER =
            """
            import java.util.*;
            import studio.backline.contract.events.*;
            class SongHearer implements EventHandler {
                private final SongRepository songs;
                SongHearer(SongRepository songs) { this.songs = songs; }
                @Override public Set<String> types() { return Set.of("songs.song-added"); }
                @Override public void handle(Event event) {
                    Song song = songs.findById(UUID.fromString(event.facts().get("song")))
                            .orElseThrow();
                    song.singerName = "Billie";
                    songs.saveAndFlush(song);
                }
            }
            """;

    /** Whether each song's job has run and each song's event has been heard, and there are some. */
    private static final String ALL_DONE =
            """
            select count(*) > 0 and bool_and(singer_name = 'Billie') and count(*) = (
                select count(*) from backline.job j
                where j.workspace_id = ? and j.type = 'songs.count' and j.state = 'DONE')
            from p_songs.song s where s.workspace_id = ?
            """;

    private SongPlugin() {}

    /** Waits for what the service leaves to others. */
    static void awaitJobsAndEvents(WorkspaceId workspace) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!isAllDone(workspace)) {
            assertThat(System.nanoTime()).as("patience with job and event").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static boolean isAllDone(WorkspaceId workspace) {
        return House.sql(
                jdbc ->
                        jdbc.sql(ALL_DONE)
                                .param(workspace.value())
                                .param(workspace.value())
                                .query(Boolean.class)
                                .single());
    }

    static PluginJarBuilder of(String id) {
        return PluginJarBuilder.plugin(id)
                .entry("return java.util.List.of(SongConfiguration.class);")
                .manifest(
                        """
                        permissions:
                          - {id: %s.sing, role: member, name: {en: Sing}}
                        """
                                .formatted(id))
                .source("SongConfiguration", CONFIGURATION)
                .source("SongService", SERVICE)
                .source("SongOffice", OFFICE)
                .source("Song", ENTITY)
                .source(
                        "SongRepository",
                        """
                        import java.util.*;
                        interface SongRepository
                                extends org.springframework.data.jpa.repository.JpaRepository<Song, UUID> {
                            List<Song> findByTitle(String title);
                        }
                        """)
                .source(
                        "SongJob",
                        """
                        class SongJob implements studio.backline.contract.jobs.JobHandler {
                            @Override public String type() { return "songs.count"; }
                            @Override public String run(studio.backline.contract.jobs.JobRun run) {
                                return "Counted.";
                            }
                        }
                        """)
                .source("SongHearer", HEARER)
                .migration("V001__songs.sql", TABLE)
                .resource("i18n/messages.properties", "songs.count={0} Lieder über Łódź\n");
    }
}
