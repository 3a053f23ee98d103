package studio.backline.platform.health;

import java.util.List;
import studio.backline.platform.outbound.KnownNames;

/** Has anything in this process asked for a name that is not looked up? */
record ContactsExamination(KnownNames names) implements Examination {

    @Override
    public List<Finding> examine() {
        List<String> refused = names.refusedNames();
        return List.of(
                refused.isEmpty()
                        ? Finding.good("contacts.none")
                        : Finding.bad("contacts.refused", String.join(", ", refused)));
    }
}
