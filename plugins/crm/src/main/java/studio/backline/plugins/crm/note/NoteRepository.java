package studio.backline.plugins.crm.note;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NoteRepository extends Repository<StoredNote, UUID> {

    @Query(
            """
            select n from StoredNote n where (n.personId = :about or n.organisationId = :about)
            order by n.createdAt desc, n.id desc
            """)
    List<StoredNote> findNewest(UUID about, Limit limit);

    @Query(
            """
            select n from StoredNote n where (n.personId = :about or n.organisationId = :about)
            and (n.createdAt < :createdAt or n.createdAt = :createdAt and n.id < :id)
            order by n.createdAt desc, n.id desc
            """)
    List<StoredNote> findOlder(UUID about, Instant createdAt, UUID id, Limit limit);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from StoredNote n where n.id = :id")
    Optional<StoredNote> lockById(UUID id);

    StoredNote saveAndFlush(StoredNote note);

    void delete(StoredNote note);
}
