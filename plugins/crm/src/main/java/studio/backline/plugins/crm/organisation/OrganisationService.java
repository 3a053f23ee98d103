package studio.backline.plugins.crm.organisation;

import java.util.List;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the organisations of the caller's workspace. */
@Transactional
public class OrganisationService {

    /**
     * Organisations by name, in the order of the list. Needs {@code crm.view}.
     *
     * @param search words in any order; blank for all
     * @param anchor where the page begins, or ends when {@code backward}
     * @param limit at most 200
     */
    @Transactional(readOnly = true)
    public List<Organisation> page(
            String search, Optional<OrganisationAnchor> anchor, boolean backward, int limit) {
        throw new UnsupportedOperationException();
    }

    /** One; empty when there is none of that id here. */
    @Transactional(readOnly = true)
    public Optional<Organisation> find(OrganisationId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds one. Needs {@code crm.edit}.
     *
     * @throws OrganisationExistsException when one of that name is there
     */
    public Organisation add(OrganisationDetails details) {
        throw new UnsupportedOperationException();
    }

    /**
     * Saves one. Needs {@code crm.edit}.
     *
     * @throws StaleOrganisationException when somebody else saved or deleted it in between
     * @throws OrganisationExistsException when another one has that name
     */
    public Organisation change(OrganisationId id, long version, OrganisationDetails details) {
        throw new UnsupportedOperationException();
    }

    /** Deletes one, and who is affiliated with it; the people stay. Needs {@code crm.edit}. */
    public void delete(OrganisationId id) {
        throw new UnsupportedOperationException();
    }
}
