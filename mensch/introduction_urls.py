"""The owner's pages of introductions, and what can be done there."""

from django.urls import path

from mensch.views import circles, introductions
from mensch.views import introduction_acts as acts

urlpatterns = [
    path("introductions", introductions.show, name="introductions"),
    path("introductions/ideas", introductions.idea_list, name="ideas"),
    path("introductions/thanks", introductions.thanks, name="introduction_thanks"),
    path("introductions/new", introductions.new, name="introduction_new"),
    path("introductions/gate", acts.gate, name="gate"),
    path("introductions/circles", circles.circles, name="circles"),
    path("introductions/circles/asides", circles.aside, name="circle_aside"),
    path("introductions/circles/asides/<circleaside>/undo", circles.aside_undo, name="circle_aside_undo"),
    path("introductions/circles/<circle>", circles.one, name="circle"),
    path("introductions/circles/<circle>/pressing", circles.pressing, name="circle_pressing"),
    path("introductions/circles/<circle>/pressing/undo", circles.unpressing, name="circle_unpressing"),
    path("introductions/circles/<circle>/end", circles.end, name="circle_end"),
    path("introductions/circles/<circle>/end/undo", circles.taking_up, name="circle_return"),
    path("introductions/<introduction>", introductions.one, name="introduction"),
    path("introductions/<introduction>/pressing", acts.pressing, name="introduction_pressing"),
    path("introductions/<introduction>/pressing/undo", acts.unpressing, name="introduction_unpressing"),
    path("introductions/<introduction>/reasons", acts.reasons, name="introduction_reasons"),
    path("introductions/<introduction>/agreement", acts.agreement, name="introduction_agreement"),
    path("introductions/<introduction>/agreement/undo", acts.disagreement, name="introduction_disagreement"),
    path("introductions/<introduction>/yeses", acts.yes, name="introduction_yeses"),
    path("introductions/<introduction>/end", acts.end, name="introduction_end"),
    path("introductions/<introduction>/end/undo", acts.taking_up, name="introduction_return"),
    path("introductions/<introduction>/question", acts.question, name="introduction_question"),
    path("introductions/<introduction>/outcomes", acts.outcome, name="introduction_outcomes"),
    path("introductions/<introduction>/tellings", acts.telling, name="introduction_tellings"),
    path("releases", introductions.releases, name="releases"),
    path("releases/<release>/revocation", acts.revocation, name="release_revocation"),
    path("releases/<release>/revocation/undo", acts.granting, name="release_return"),
    path("concerns/<concern>/settling", acts.settling, name="concern_settling"),
    path("people/<person>/joint-work", acts.work, name="work"),
    path("people/<person>/joint-work/removal", acts.work_removal, name="work_removal"),
]
