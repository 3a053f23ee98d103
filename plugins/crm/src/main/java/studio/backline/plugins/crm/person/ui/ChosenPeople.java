package studio.backline.plugins.crm.person.ui;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;

/** Does one thing to several people, one after the other. */
final class ChosenPeople {

    private final PersonService people;

    ChosenPeople(PersonService people) {
        this.people = people;
    }

    /** Tags them, and gives those who had not been. */
    List<SubjectId> tag(Collection<SubjectId> ids, String name) {
        return changeTags(ids, tags -> with(tags, name));
    }

    /** Takes the tag off them, and gives those who had it. */
    List<SubjectId> untag(Collection<SubjectId> ids, String name) {
        return changeTags(ids, tags -> without(tags, name));
    }

    void delete(Collection<SubjectId> ids) {
        ids.forEach(people::delete);
    }

    void restore(Collection<SubjectId> ids) {
        ids.forEach(people::restore);
    }

    private List<SubjectId> changeTags(
            Collection<SubjectId> ids, UnaryOperator<Set<String>> change) {
        return ids.stream()
                .filter(id -> people.find(id).filter(one -> changeTags(one, change)).isPresent())
                .toList();
    }

    private boolean changeTags(PersonProfile person, UnaryOperator<Set<String>> change) {
        PersonDetails details = person.details();
        Set<String> tags = change.apply(details.tags());
        if (tags.equals(details.tags())) {
            return false;
        }
        PersonDetails tagged =
                new PersonDetails(
                        details.name(),
                        details.language(),
                        details.city(),
                        details.country(),
                        details.roles(),
                        details.contacts(),
                        details.affiliations(),
                        tags);
        people.change(person.id(), person.version(), tagged);
        return true;
    }

    private static Set<String> with(Set<String> tags, String name) {
        Set<String> more = new HashSet<>(tags);
        more.add(name);
        return more;
    }

    private static Set<String> without(Set<String> tags, String name) {
        Set<String> fewer = new HashSet<>(tags);
        fewer.remove(name);
        return fewer;
    }
}
