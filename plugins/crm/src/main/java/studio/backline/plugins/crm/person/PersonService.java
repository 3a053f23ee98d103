package studio.backline.plugins.crm.person;

import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.subject.SubjectId;

/** Keeps the people of the caller's workspace. */
@Transactional
public class PersonService {

    /**
     * A page of the list. Needs {@code crm.view}.
     *
     * @param anchor where the page begins, or ends when {@code backward}; empty for the first page,
     *     or the last
     * @param limit at most 200
     */
    @Transactional(readOnly = true)
    public PeoplePage page(
            PeopleFilter filter,
            PeopleSort sort,
            Optional<PeopleAnchor> anchor,
            boolean backward,
            int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many the filter lets through; a search counts to 1,000 and no further. */
    @Transactional(readOnly = true)
    public long count(PeopleFilter filter) {
        throw new UnsupportedOperationException();
    }

    /** One person; empty when there is none of that id here. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public Optional<PersonProfile> find(SubjectId id) {
        throw new UnsupportedOperationException();
    }

    /** Adds a person. Needs {@code crm.edit}. */
    public PersonProfile add(PersonDetails details) {
        throw new UnsupportedOperationException();
    }

    /**
     * Saves a person. Needs {@code crm.edit}.
     *
     * @param version of the profile that was changed
     * @throws StalePersonException when somebody else saved in between; holds both versions
     * @throws PersonGoneException when there is none of that id any more
     */
    public PersonProfile change(SubjectId id, long version, PersonDetails details) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a person. Can be taken back with {@link #restore} for 30 days; then nothing is left.
     * Needs {@code crm.edit}.
     */
    public void delete(SubjectId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes a deletion back, notes and tags included. Needs {@code crm.edit}.
     *
     * @throws PersonGoneException when there is nothing to bring back
     */
    public PersonProfile restore(SubjectId id) {
        throw new UnsupportedOperationException();
    }
}
