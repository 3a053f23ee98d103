package studio.backline.plugins.crm.tag;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.permission.Permissions;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.SqlValues;

/** Keeps the tags of the caller's workspace. Tags are made by using them. */
@Transactional
public class TagService {

    private static final int MAX_TAGS = 1_000;

    private final EntityManager entities;
    private final Permissions permissions;

    TagService(EntityManager entities, Permissions permissions) {
        this.entities = entities;
        this.permissions = permissions;
    }

    /** All tags, in the order of their names; at most 1,000. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public List<Tag> all() {
        permissions.require(CrmPermissions.VIEW);
        List<?> rows =
                entities.createNativeQuery("select id, name from tag order by name_key")
                        .setMaxResults(MAX_TAGS)
                        .getResultList();
        return SqlValues.rows(rows)
                .map(row -> new Tag(new TagId(SqlValues.uuid(row[0])), SqlValues.text(row[1])))
                .toList();
    }

    /** Takes a tag off everybody and forgets it. Needs {@code crm.edit}. */
    public void delete(TagId id) {
        permissions.require(CrmPermissions.EDIT);
        entities.createNativeQuery("delete from tag where id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
    }
}
