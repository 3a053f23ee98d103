/** Tests of what is found about the people of the house. */
@NullMarked
package studio.backline.platform.health.people;

import org.jspecify.annotations.NullMarked;
