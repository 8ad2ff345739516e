-- Pemerintah menurut jumlah mutasi
-- Pemerintah dengan orang terbanyak yang diberitakan sudah dipindahkan, beserta jumlah pernyataan, jumlah berita, dan rentang waktunya.
select g.name as pemerintah, g.id as pemerintah_id, p.name as provinsi,
       count(distinct m.official) as orang, count(*) as pernyataan, count(distinct m.article) as berita,
       min(coalesce(m.date, substr(a.published, 1, 10))) as pertama,
       max(coalesce(m.date, substr(a.published, 1, 10))) as terakhir
from moves m
join governments g on g.id = m.government
join articles a on a.id = m.article
left join regions r on r.code = g.code
left join regions p on p.code = r.province_code
where m.current = 1 and m.status = 'done'
group by g.id
order by orang desc, pernyataan desc, g.name
limit 300
