package studio.backline.plugins.crm.organisation;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OrganisationRepository extends Repository<StoredOrganisation, UUID> {

    Optional<StoredOrganisation> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from StoredOrganisation o where o.id = :id")
    Optional<StoredOrganisation> lockById(UUID id);

    @Query("select o.id from StoredOrganisation o where o.nameKey = :key")
    Optional<UUID> findIdByKey(String key);

    StoredOrganisation saveAndFlush(StoredOrganisation organisation);
}
