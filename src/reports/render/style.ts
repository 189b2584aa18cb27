/** The one stylesheet of HTML reports, inside the file. Light, dark and print; colours are custom properties that charts use too. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#17202e;--muted:#566070;--line:#d9dfe7;--surface:#fff;--pale:#f3f6fa;--navy:#14284b;--head:#14284b;--head-ink:#fff;--title:#14284b;--gold:#8a680c;--up:#b03f22;--down:#1f7264;--bar:#2d74b8;--bar-rest:#e2e8f0;--c1:#1f3f75;--c2:#2d74b8;--c3:#4ba3a0;--c4:#9bc08a;--c5:#e2b33c;--c6:#d8673e;--c7:#7b4d85;--c8:#5f8f3f;--c-other:#8a94a2;--heat1:#e9f1f1;--heat2:#f7e3a1;--heat3:#efae60;--heat4:#c4502a;--heat5:#8d1f24;--heat-ink1:#17202e;--heat-ink2:#17202e;--heat-ink3:#17202e;--heat-ink4:#fff;--heat-ink5:#fff;--unknown:#eceff3;--seg-free:#2c7f72;--seg-moderate:#e2b33c;--seg-high:#d0622f;--seg-severe:#8d1f24;--seg-unknown:#aab3bf}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf2;--muted:#a3aebd;--line:#303a49;--surface:#10161f;--pale:#18212d;--head:#22355a;--title:#c9d8f2;--gold:#e0b748;--up:#f0917a;--down:#6cc7b5;--bar:#69a7e0;--bar-rest:#2b3543;--c1:#5f86c9;--c2:#69a7e0;--c3:#62bbb7;--c4:#a9cf98;--c5:#e8bf56;--c6:#e58561;--c7:#b389bd;--c8:#86b566;--c-other:#98a3b2;--heat1:#22313a;--heat2:#6b5a1f;--heat3:#8f5a1c;--heat4:#b0441f;--heat5:#a32a31;--heat-ink1:#e6ebf2;--heat-ink2:#fff;--heat-ink3:#fff;--heat-ink4:#fff;--heat-ink5:#fff;--unknown:#252e3a;--seg-free:#45a595;--seg-severe:#c04148;--seg-unknown:#7b8694}}
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--ink);font:15px/1.5 Inter,system-ui,"Hiragino Sans","Yu Gothic UI","Noto Sans JP",sans-serif}
.cover{background:var(--navy);color:#fff;padding:3.5rem max(1.25rem,calc((100% - 60rem)/2)) 2.5rem}
.cover h1{font-size:2.2rem;line-height:1.15;margin:.9rem 0 .4rem;font-weight:600}
.cover p{margin:0;color:#c6d0e0}
.mark{display:inline-block;border:1px solid #dba92f;color:#dba92f;border-radius:1rem;padding:.15rem .8rem;font-size:.75rem;font-weight:600;letter-spacing:.03em}
.rule{width:4rem;border:0;border-top:3px solid #dba92f;margin:1.8rem 0 0}
main,.facts,footer{max-width:62.5rem;margin:0 auto;padding:0 1.25rem}
.facts{display:grid;grid-template-columns:9rem 1fr;gap:.45rem 1rem;padding-top:1.6rem;padding-bottom:.4rem;margin-top:0}
.facts dt{color:var(--muted)}.facts dd{margin:0;overflow-wrap:anywhere}
section{padding-top:2rem}
.kicker{margin:0;font-size:.75rem;font-weight:600;letter-spacing:.05em;text-transform:uppercase;color:var(--gold)}
h2{margin:.1rem 0 1rem;font-size:1.5rem;line-height:1.25;color:var(--title);font-weight:600;text-wrap:balance}
h3{margin:1.6rem 0 .5rem;font-size:1rem;font-weight:600}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:.75rem;margin:0 0 1.2rem;padding:0;list-style:none}
.cards li{background:var(--pale);border-left:4px solid var(--c1);border-radius:3px;padding:.8rem .9rem}
.cards .gold{border-color:var(--c5)}.cards .good{border-color:var(--down)}.cards .bad{border-color:var(--up)}
.cards span{display:block;color:var(--muted);font-size:.8rem}.cards strong{display:block;font-size:1.45rem;line-height:1.3;font-weight:600;color:var(--title);overflow-wrap:anywhere}
figure{margin:0 0 1rem;container-type:inline-size}
figure svg{display:block;width:100%;height:auto}
figure .narrow{display:none}
@container (max-width:30rem){figure .wide{display:none}figure .narrow{display:block}}
figcaption,.note{color:var(--muted);font-size:.8rem;margin:.3rem 0 0}
details{margin:.4rem 0 0}summary{cursor:pointer;color:var(--muted);font-size:.85rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.87rem}
caption{text-align:left;font-weight:600;font-size:1rem;padding:1.3rem 0 .5rem}
th,td{padding:.4rem .6rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:middle}
tbody th,td:not(.r){overflow-wrap:anywhere;min-width:7.5rem}
thead th{background:var(--head);color:var(--head-ink);font-weight:600;border:0}
tbody th{font-weight:400}
tbody tr:nth-child(even){background:var(--pale)}
.r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tr.total td,tr.total th{border-top:2px solid var(--title);font-weight:600}
td small,th small{display:block;color:var(--muted)}
.up{color:var(--up)}.down{color:var(--down)}.quiet{color:var(--muted)}
.bar{display:inline-block;vertical-align:middle;margin-right:.5rem}
footer{padding:2.5rem 1.25rem;color:var(--muted);font-size:.8rem;overflow-wrap:anywhere}
@media print{.scroll{overflow:visible}tr,figure,.cards{break-inside:avoid}thead{display:table-header-group}}
`;
