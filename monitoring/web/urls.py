from django.urls import path

from monitoring.web import (
    excursions,
    incubations,
    limits,
    plans,
    plates,
    rates,
    rounds,
    samples,
    sampling,
    sites,
)

OF_ROUND = "rounds/<int:number>/"
OF_SAMPLE = f"{OF_ROUND}samples/<int:place>/"

urlpatterns = [
    path("", rounds.round_list, name="sampling-rounds"),
    path("rounds/new/", rounds.round_new, name="sampling-round-new"),
    path(OF_ROUND, rounds.round_page, name="sampling-round"),
    path(f"{OF_ROUND}prints/", rounds.round_prints, name="sampling-round-prints"),
    path(f"{OF_ROUND}finish/", rounds.round_finish, name="sampling-round-finish"),
    path(f"{OF_ROUND}close/", rounds.round_close, name="sampling-round-close"),
    path(f"{OF_ROUND}incubate/<int:step>/", incubations.incubate, name="incubate"),
    path(f"{OF_ROUND}take-out/<int:step>/", incubations.take_out, name="take-out"),
    path(OF_SAMPLE, samples.sample_page, name="env-sample"),
    path(f"{OF_SAMPLE}place/", sampling.sample_place, name="env-sample-place"),
    path(f"{OF_SAMPLE}stop/", sampling.sample_stop, name="env-sample-stop"),
    path(f"{OF_SAMPLE}skip/", sampling.sample_skip, name="env-sample-skip"),
    path(f"{OF_SAMPLE}correct/", samples.sample_correct, name="env-sample-correct"),
    path(f"{OF_SAMPLE}isolates/", samples.isolate_new, name="isolate-new"),
    path("isolates/<int:number>/", samples.isolate_identify, name="isolate-identify"),
    path("plates/", plates.plates, name="plates"),
    path("excursions/", excursions.excursion_list, name="excursions"),
    path("excursions/<int:number>/", excursions.excursion_page, name="excursion"),
    path(
        "excursions/<int:number>/acknowledge/", excursions.excursion_acknowledge,
        name="excursion-acknowledge",
    ),
    path("excursions/<int:number>/close/", excursions.excursion_close, name="excursion-close"),
    path("sites/", sites.site_list, name="sampling-sites"),
    path("sites/new/<room:room>/", sites.site_new, name="sampling-site-new"),
    path("sites/item/<str:code>/", sites.site_page, name="sampling-site"),
    path("sites/item/<str:code>/alter/", sites.site_alter, name="sampling-site-alter"),
    path("sites/item/<str:code>/end/", sites.site_end, name="sampling-site-end"),
    path("plans/", plans.plan_list, name="sampling-plans"),
    path("plans/new/<room:room>/", plans.plan_new, name="sampling-plan-new"),
    path("plans/item/<str:code>/alter/", plans.plan_alter, name="sampling-plan-alter"),
    path("plans/item/<str:code>/end/", plans.plan_end, name="sampling-plan-end"),
    path("limits/", limits.limit_list, name="limit-sets"),
    path("limits/new/", limits.limit_set_new, name="limit-set-new"),
    path("limits/<int:number>/", limits.limit_set_page, name="limit-set"),
    path("limits/<int:number>/adopt/", limits.limit_set_adopt, name="limit-set-adopt"),
    path("levels/new/", limits.level_new, name="level-new"),
    path("levels/withdraw/", limits.level_withdraw, name="level-withdraw"),
    path("rates/", rates.rate_page, name="contamination-rates"),
]  # fmt: skip
