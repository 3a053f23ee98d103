package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.html.Span;
import java.util.List;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmWindow;
import studio.backline.plugins.crm.person.PersonService;

/** A window in which somebody looks at people. */
final class PersonWindow extends CrmWindow {

    PersonService people() {
        return host().bean(PersonService.class);
    }

    PersonView page(SubjectId person) {
        PersonView view = host().create(PersonView.class);
        view.show(person);
        return view;
    }

    List<String> texts(SubjectId person) {
        return all(page(person), Span.class).stream().map(Span::getText).toList();
    }

    List<String> buttons(SubjectId person) {
        return captions(page(person));
    }
}
