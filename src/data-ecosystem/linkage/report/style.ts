/** The look of the file; it names colours of the design language and nothing from outside. Also what a printer takes. */
export const reportStyle = `
:root{color-scheme:light;--ink:#1b1f24;--soft:#4a5259;--line:#dcd9d0;--sunk:#f2f0ea;--blue:#0b4f6c;--red:#a3231b;--gold:#8a6100;--grey:#6b747c}
*{box-sizing:border-box}
body{margin:0;background:#fbfaf7;color:var(--ink);font:16px/1.5 "Be Vietnam Pro","Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;overflow-wrap:break-word}
header,main,footer{max-width:62rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem;border-bottom:4px solid var(--blue)}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0;max-width:46rem}
.en{color:var(--soft);font-weight:400;font-size:.875em}
h1 .en,h2 .en,h3 .en,p .en{display:block}
.tiles,.toc{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.5rem}
.tiles{grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr))}
.tiles li{background:#fff;border:1px solid var(--line);border-radius:6px;padding:.75rem}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
.toc{grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.25rem 1rem}
a{color:var(--blue)}
table{border-collapse:collapse;width:100%;margin:.75rem 0;background:#fff;border:1px solid var(--line)}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-top:1px solid var(--line);font-weight:400}
thead th{background:var(--sunk);font-weight:600;border-top:0}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums}
td.num{white-space:nowrap}
th[scope=row]{min-width:9rem}
thead th .en{display:block}
td.bar,th.bar-head{width:30%;min-width:5rem}
svg{display:block}
.scroll{overflow-x:auto}
.plot{background:#fff;border:1px solid var(--line);padding:.5rem;margin:1rem 0}
.plot svg{width:100%;height:auto}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.5rem 0;padding:0}
.legend li{display:flex;gap:.4rem;align-items:center}
.note{background:#fff4d6;border-left:4px solid #c99700;padding:.5rem .75rem}
circle.m0,circle.m1,circle.m2,circle.m3,circle.m4,circle.none{stroke:#1b1f24;stroke-width:1}circle.m0{fill:#a3231b}circle.m1{fill:#e0a800}circle.m2{fill:#e6f1f6}circle.m3{fill:#7fb6cd}circle.m4{fill:#0b4f6c}circle.none{fill:#fff}
.differs{font-weight:600}
footer{padding:2rem 1rem;color:var(--soft)}
@media (max-width:34rem){td.bar{display:none}th.bar-head{display:none}td.num{white-space:normal}th[scope=row]{min-width:7rem}th[scope=row] .en{display:block}th,td{padding:.3rem .3rem}body{font-size:15px}}
@media print{body{background:#fff;font-size:10.5pt}h2{break-after:avoid}h3,caption{break-after:avoid}tr,.tiles li,figure,.plot{break-inside:avoid}.toc{display:none}.tiles li,rect,circle,path,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4;margin:14mm}}
`
